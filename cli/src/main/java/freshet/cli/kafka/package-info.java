/**
 * How the commands reach Kafka: connection, topics, reading all records of a topic. Imports
 * {@code terminal} of the commands, {@code freshet.job.settings}, {@code freshet.model.file}, Kafka
 * clients and picocli.
 */
@NullMarked
package freshet.cli.kafka;

import org.jspecify.annotations.NullMarked;
