package freshet.job.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
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

    /** As {@link #of} says, with nothing decided. */
    FlinkOptions(ReadableConfig flink) {
        this.flink = flink;
    }

    /**
     * Decides every option of the job.
     *
     * @param flink configuration of the process that builds the job: the client's with {@code flink
     *     run}, else the JobManager's
     */
    public static FlinkOptions of(JobSettings settings, ReadableConfig flink) {
        FlinkOptions options = new FlinkOptions(flink);
        if (settings.parallelism() > 0) {
            options.choose(
                    CoreOptions.DEFAULT_PARALLELISM,
                    settings.parallelism(),
                    Optional.of(FreshetOptions.PARALLELISM.key()),
                    "");
        }
        CheckpointPlan.of(settings, options);
        StateBackend.configure(options, settings);
        options.force(PipelineOptions.GENERIC_TYPES, false, "a type without a serializer of its own is an error");
        options.force(PipelineOptions.AUTO_GENERATE_UIDS, false, "so is an operator without a uid");
        // Nothing that flows is changed but the recommendation, and the sink, chained to the
        // recommender, has encoded it by then.
        options.force(PipelineOptions.OBJECT_REUSE, true, "nothing that flows is changed before it is encoded");
        // Flink would let a half-filled network buffer wait for 100 ms. Handed on at once an event
        // saves that, and a thread's turn.
        options.choose(
                ExecutionOptions.BUFFER_TIMEOUT,
                Duration.ZERO,
                Optional.empty(),
                "a half-filled network buffer does not hold an event back");
        return options;
    }

    /**
     * Compares the settings with Flink's configuration.
     *
     * @throws SettingsException if a transaction might have to live for longer than the broker
     *     keeps it
     */
    public static void refuseShortTransactions(JobSettings settings, ReadableConfig flink) {
        CheckpointPlan.of(settings, new FlinkOptions(flink)).requireThatTransactionsLive();
    }

    /**
     * Decides an option.
     *
     * @param ours the value that the settings give, or the job's default
     * @param given the setting's key if the user gave it
     * @param why the job's default is not Flink's
     * @return what holds
     */
    <T> T choose(ConfigOption<T> option, T ours, Optional<String> given, String why) {
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
    <T> void force(ConfigOption<T> option, T value, String why) {
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
