package freshet.lab.demo;

import freshet.cli.SessionGap;
import freshet.trainer.ModelTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a demo runs.
 *
 * @param duration of live serving; without it until the traffic ends or the user ends it
 * @param retrain whether a second model is trained on the way
 * @param model kind of model
 * @param trainer trains it
 * @param gap pause that ends a session
 * @param delivery the job's setting of that name
 * @param port of Flink's web UI, 0 for any free one
 * @param keep folder in which models and checkpoints stay; a temporary one without
 * @param replayed arguments of {@code evaluate} that name what is replayed, as far as it is a file
 * @param http port of the page, the next free one if it is taken, 0 for any
 * @param browser whether the page is opened where there is a desktop
 * @param loop the trainer's settings for the loop of learning, if the demo shows it
 * @param hold whether the broker runs on after the summary until the user ends it
 */
record DemoSettings(
        Optional<Duration> duration,
        boolean retrain,
        String model,
        ModelTrainer trainer,
        SessionGap gap,
        String delivery,
        int port,
        Optional<Path> keep,
        String replayed,
        int http,
        boolean browser,
        Optional<Map<String, String>> loop,
        boolean hold) {

    /** After how much live serving the second model is trained: half of it, or half a minute. */
    Duration retrainAfter() {
        return duration.map(whole -> whole.dividedBy(2)).orElse(Duration.ofSeconds(30));
    }
}
