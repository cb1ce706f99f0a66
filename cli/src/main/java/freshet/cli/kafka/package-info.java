/**
 * How the commands reach Kafka: connection, topics, reading all records of a topic. Imports Kafka
 * clients and picocli.
 */
@NullMarked
package freshet.cli.kafka;

import org.jspecify.annotations.NullMarked;
