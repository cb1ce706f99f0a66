/**
 * A real cluster on this machine, each server in a process of its own: Kafka brokers, a Flink
 * JobManager and TaskManagers, and the packaged job submitted to them as on a user's cluster.
 * Imports the JDK, picocli, Jackson and Flink's configuration; of Freshet the broker's settings.
 */
@NullMarked
package freshet.lab.cluster;

import org.jspecify.annotations.NullMarked;
