package freshet.cli.serve;

import freshet.job.settings.JobSettings;
import freshet.job.settings.PlainSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command takes the job's settings: a picocli mixin. */
public final class SettingsOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the job, as in config/freshet.yaml.")
    private Optional<Path> config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job, over those of --config; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    /** The file of settings, if one is named. */
    public Optional<Path> config() {
        return config.map(file -> file.toAbsolutePath().normalize());
    }

    /**
     * The single settings, texts of the form {@code key=value}.
     *
     * @throws freshet.job.settings.SettingsException if there is a secret among them
     */
    public List<String> overrides() {
        PlainSecrets.refuseIn(overrides);
        return List.copyOf(overrides);
    }

    /** Whether the user has given any of them. */
    boolean given() {
        return config.isPresent() || !overrides.isEmpty();
    }

    /**
     * The file's settings, changed by others.
     *
     * @throws freshet.job.settings.SettingsException if the file cannot be read, or a setting
     *     cannot be used
     */
    public JobSettings settings(List<String> changes) {
        return config().map(file -> JobSettings.load(file, changes)).orElseGet(() -> JobSettings.of(changes));
    }
}
