package freshet.lab.cluster;

import freshet.cli.CommandName;
import freshet.cli.serve.JobOptions;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What runs on a cluster: what a user gave, and what was settled for the rest. Immutable.
 *
 * @param config the job's file of settings
 * @param overrides single settings over it, {@code key=value}, without secrets
 * @param jar the job's jar; empty for the one of the build
 */
record JobRequest(Optional<Path> config, List<String> overrides, Optional<Path> jar) {
    JobRequest {
        overrides = List.copyOf(overrides);
    }

    /** @throws freshet.job.settings.SettingsException if there is a secret among the settings */
    static JobRequest of(JobOptions options, Optional<Path> jar) {
        return new JobRequest(options.config(), options.overrides(), jar.map(file -> file.toAbsolutePath()
                .normalize()));
    }

    /**
     * All of its settings.
     *
     * @throws freshet.job.settings.SettingsException if they cannot be read or used
     */
    JobSettings settings() {
        return config.map(file -> JobSettings.load(file, overrides)).orElseGet(() -> JobSettings.of(overrides));
    }

    /** The same with further settings, over those of the file and below those of the user. */
    JobRequest withDefaults(List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(overrides);
        return new JobRequest(config, all, jar);
    }

    /** Its settings, as the end of a sentence; empty if nothing. */
    String said() {
        return arguments().isEmpty()
                ? ""
                : ", with " + arguments().stream().map(CommandName::word).collect(Collectors.joining(" "));
    }

    /** The same with this parallelism, unless its settings have one. */
    JobRequest withParallelism(int parallelism) {
        return settings().parallelism() == 0
                ? withDefaults(List.of(FreshetOptions.PARALLELISM.key() + "=" + parallelism))
                : this;
    }

    /**
     * Whether its settings name a folder for checkpoints, or may: a file of settings may change.
     */
    boolean mayKeepCheckpointsElsewhere() {
        return config.isPresent()
                || overrides.stream().anyMatch(setting -> setting.startsWith(FreshetOptions.CHECKPOINT_DIR.key()));
    }

    /** What to type to run it. */
    String command() {
        List<String> words = new ArrayList<>(List.of("cluster", "submit"));
        words.addAll(arguments());
        jar.ifPresent(file -> words.addAll(List.of("--jar", file.toString())));
        return CommandName.of(words.stream().map(CommandName::word).collect(Collectors.joining(" ")));
    }

    /** As the job's main class takes it. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        config.ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
        overrides.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }
}
