/** How the commands reach Kafka: connection, topics, reading a topic as it stands. Imports Kafka clients and picocli. */
@NullMarked
package freshet.cli.kafka;

import org.jspecify.annotations.NullMarked;
