package freshet.cli.serve;

import freshet.job.settings.JobSettings;
import freshet.job.settings.SettingsFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which a command starts a job with its settings: a picocli mixin. */
public final class JobOptions {
    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--create-topics",
            paramLabel = "N",
            description = "Create the topics that are missing, with this many partitions.")
    private Optional<Integer> partitions;

    /** The file of settings, if one is named. */
    public Optional<Path> config() {
        return settings.config();
    }

    /**
     * The single settings, texts of the form {@code key=value}.
     *
     * @throws freshet.job.settings.SettingsException if there is a secret among them
     */
    public List<String> overrides() {
        return settings.overrides();
    }

    /**
     * The file's settings by key, changed by others.
     *
     * @param changes texts of the form {@code key=value}
     * @throws freshet.job.settings.SettingsException if the file cannot be read
     */
    public Map<String, String> given(List<String> changes) {
        Map<String, String> given = new LinkedHashMap<>();
        config().ifPresent(file -> given.putAll(SettingsFile.read(file)));
        given.putAll(SettingsFile.typed(changes));
        return given;
    }

    /** Whether the user has given any of them. */
    public boolean given() {
        return settings.given() || partitions.isPresent();
    }

    /** Partitions of topics that are to be created; without, they have to be there. */
    public Optional<Integer> partitions() {
        return partitions;
    }

    /**
     * The file's settings, changed by others.
     *
     * @throws freshet.job.settings.SettingsException if the file cannot be read, or a setting
     *     cannot be used
     */
    public JobSettings settings(List<String> changes) {
        return settings.settings(changes);
    }
}
