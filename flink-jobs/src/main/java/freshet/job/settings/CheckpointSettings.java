package freshet.job.settings;

import java.time.Duration;

/**
 * When and where checkpoints are taken.
 *
 * @param interval time between two
 * @param timeout one that takes longer has failed; zero leaves it to the delivery
 * @param toleratedFailures so many may fail one after the other; -1 leaves it to the delivery
 * @param dir URI of their folder; empty leaves it to Flink's configuration
 */
public record CheckpointSettings(Duration interval, Duration timeout, int toleratedFailures, String dir) {

    /** The same in another folder. */
    CheckpointSettings in(String folder) {
        return new CheckpointSettings(interval, timeout, toleratedFailures, folder);
    }
}
