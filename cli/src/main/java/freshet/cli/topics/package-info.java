/**
 * {@code freshet topics}: the topics that a job needs, shown, checked and created. Imports
 * {@code kafka} and {@code serve} of the commands, the job's settings and Kafka clients.
 */
@NullMarked
package freshet.cli.topics;

import org.jspecify.annotations.NullMarked;
