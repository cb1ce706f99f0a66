package freshet.job;

import freshet.job.settings.JobSettings;
import freshet.job.settings.PlainSecrets;
import freshet.job.settings.SettingsException;
import freshet.model.text.Quote;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point on a cluster: {@code flink run freshet-job.jar [--config FILE] [--set key=value]...}.
 */
public final class RecommenderJob {
    private static final String USAGE = "usage: [--config FILE] [--set key=value]...";

    private RecommenderJob() {}

    /**
     * @throws SettingsException with a message of one line, if the arguments or settings cannot be
     *     used
     */
    public static void main(String[] arguments) throws Exception {
        // Flink has told this thread, and no other, which environment is meant.
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        ShortThread.call("freshet-submit", () -> {
            JobSettings settings = settings(List.of(arguments));
            CaseOfSettings.keep(() -> RecommenderPipeline.build(env, settings));
            return env.execute(RecommenderPipeline.name(settings));
        });
    }

    static JobSettings settings(List<String> arguments) {
        Optional<String> file = Optional.empty();
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (!option.equals("--config") && !option.equals("--set")) {
                throw new SettingsException("unknown argument " + Quote.of(option) + "; " + USAGE);
            }
            if (i + 1 == arguments.size()) {
                throw new SettingsException(option + " needs a value; " + USAGE);
            }
            String value = arguments.get(i + 1);
            if (option.equals("--config")) {
                file = Optional.of(value);
            } else {
                overrides.add(value);
            }
        }
        PlainSecrets.refuseIn(overrides);
        return file.isPresent() ? JobSettings.load(path(file.get()), overrides) : JobSettings.of(overrides);
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new SettingsException(Quote.whole(file) + " is no file name: " + e.getReason(), e);
        }
    }
}
