/**
 * {@code freshet benchmark serving}: the real job under load. Imports of {@code lab} the broker and
 * the shop; of the commands {@code kafka}, {@code publish}, {@code replay}, {@code serve} and
 * {@code terminal}; the job's settings, model-core, schemas, the trainer's bundles and Kafka
 * clients.
 */
@NullMarked
package freshet.lab.benchmark.serving;

import org.jspecify.annotations.NullMarked;
