/**
 * {@code freshet benchmark serving}: the real job under load. Imports the broker, the job in this
 * process, Kafka clients and the trainer's bundles.
 */
@NullMarked
package freshet.lab.benchmark.serving;

import org.jspecify.annotations.NullMarked;
