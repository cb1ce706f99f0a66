package freshet.job.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the job sets among Flink's options. What the user gives in the job's settings is set; else
 * what Flink's configuration has stays; else the job's own default is set, where it differs from
 * Flink's. Notes each that is not Flink's default, with the reason. For one thread.
 */
public final class FlinkOptions {
    private final ReadableConfig flink;
    private final Configuration set = new Configuration();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param flink configuration of the process that builds the job: the client's with {@code flink
     *     run}, else the JobManager's
     */
    public FlinkOptions(ReadableConfig flink) {
        this.flink = flink;
    }

    /**
     * Decides an option.
     *
     * @param ours the value that the settings give, or the job's default
     * @param given the setting's key if the user gave it
     * @param why the job's default is not Flink's
     * @return what holds
     */
    public <T> T choose(ConfigOption<T> option, T ours, Optional<String> given, String why) {
        Optional<T> theirs = flink.getOptional(option);
        if (given.isPresent()) {
            set.set(option, ours);
            String over = theirs.filter(value -> !value.equals(ours))
                    .map(value -> ", over " + value + " of Flink's configuration")
                    .orElse("");
            note(option, ours, "given as " + given.get() + over);
            return ours;
        }
        if (theirs.isPresent()) {
            if (!theirs.get().equals(ours)) {
                note(option, theirs.get(), "of Flink's configuration; the job's own default is " + ours);
            }
            return theirs.get();
        }
        if (!ours.equals(option.defaultValue())) {
            set.set(option, ours);
            note(option, ours, why);
        }
        return ours;
    }

    /** Sets an option without which the job would be wrong. */
    public <T> void force(ConfigOption<T> option, T value, String why) {
        set.set(option, value);
        String over = flink.getOptional(option)
                .filter(theirs -> !theirs.equals(value))
                .map(theirs -> ", over " + theirs + " of Flink's configuration")
                .orElse("");
        note(option, value, "always" + over + ": " + why);
    }

    /** What Flink's configuration says of an option, if it does. */
    <T> Optional<T> configured(ConfigOption<T> option) {
        return flink.getOptional(option);
    }

    /** What holds of an option that the job leaves alone. */
    <T> T of(ConfigOption<T> option) {
        return flink.get(option);
    }

    /** What the job sets. */
    public Configuration configuration() {
        return set;
    }

    /** A line each: key, value, Flink's default, why. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private <T> void note(ConfigOption<T> option, T value, String why) {
        if (!value.equals(option.defaultValue())) {
            String theirs =
                    option.hasDefaultValue() ? "Flink's default: " + option.defaultValue() : "Flink has no default";
            notes.add(option.key() + " = " + value + " (" + theirs + "): " + why);
        }
    }
}
