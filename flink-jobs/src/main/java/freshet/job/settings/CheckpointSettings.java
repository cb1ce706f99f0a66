package freshet.job.settings;

import java.time.Duration;

/**
 * When and where checkpoints are taken.
 *
 * @param interval time between two
 * @param dir URI of their folder; empty leaves it to Flink's configuration
 */
public record CheckpointSettings(Duration interval, String dir) {}
