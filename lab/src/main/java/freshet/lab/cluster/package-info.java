/**
 * A real cluster on this machine, each server in a process of its own: Kafka brokers, a Flink
 * JobManager and TaskManagers, and the packaged job submitted to them as on a user's cluster.
 * Imports {@code freshet.lab.broker}, of the commands {@code kafka} and {@code serve}, the job's
 * settings, picocli, Jackson and Flink's configuration.
 */
@NullMarked
package freshet.lab.cluster;

import org.jspecify.annotations.NullMarked;
