package freshet.job.settings;

import static freshet.job.settings.FreshetOptions.*;

import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.schema.event.EventFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * The job's settings, each within its range, none of them against another. Immutable.
 *
 * @param parallelism parallel instances of every operator; 0 leaves it to Flink
 * @param given keys that a file or an override names, also where their value is the default
 */
public record JobSettings(
        KafkaSettings kafka,
        EventsSettings events,
        OutputSettings output,
        ModelSettings model,
        ItemsSettings items,
        AnsweringSettings answering,
        CheckpointSettings checkpoints,
        StateSettings state,
        int parallelism,
        Set<String> given) {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** The defaults alone. */
    public static JobSettings defaults() {
        return of(Map.of());
    }

    /**
     * Settings from a file, changed by overrides.
     *
     * @param file YAML as in {@code config/freshet.yaml}
     * @param overrides texts of the form {@code key=value}, the last one of a key wins
     * @throws SettingsException if the file cannot be read, a key is unknown, a value is out of its
     *     range or two contradict each other
     */
    public static JobSettings load(Path file, List<String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>(SettingsFile.read(file));
        settings.putAll(parseOverrides(overrides));
        return of(settings);
    }

    /**
     * The defaults, changed by overrides of the form {@code key=value}.
     *
     * @throws SettingsException if a key is unknown, a value is out of its range or two contradict
     *     each other
     */
    public static JobSettings of(List<String> overrides) {
        return of(parseOverrides(overrides));
    }

    /**
     * Settings by key; the defaults for those not given.
     *
     * @throws SettingsException if a key is unknown, a value is out of its range or two contradict
     *     each other
     */
    public static JobSettings of(Map<String, String> settings) {
        SettingsReader read = new SettingsReader(settings);
        JobSettings all = new JobSettings(
                new KafkaSettings(
                        read.filledText(KAFKA_BOOTSTRAP_SERVERS),
                        read.filledText(KAFKA_GROUP_ID),
                        read.under(KAFKA_PROPERTIES_PREFIX)),
                new EventsSettings(
                        read.filledText(EVENTS_TOPIC),
                        read.oneOf(EventFormat.class, EVENTS_FORMAT),
                        read.oneOf(EventsStart.class, EVENTS_START),
                        read.atLeast(Duration.ZERO, EVENTS_OUT_OF_ORDERNESS),
                        read.atLeast(MILLISECOND, EVENTS_IDLE_TIMEOUT),
                        read.atLeast(Duration.ofSeconds(1), EVENTS_PARTITION_DISCOVERY)),
                new OutputSettings(
                        read.filledText(RECOMMENDATIONS_TOPIC),
                        read.filledText(REJECTED_TOPIC),
                        read.oneOf(Delivery.class, DELIVERY),
                        read.filledText(DELIVERY_TRANSACTION_PREFIX),
                        read.atLeast(Duration.ofSeconds(1), DELIVERY_TRANSACTION_TIMEOUT),
                        read.oneOf(LostAnswers.class, DELIVERY_LOST_ANSWERS)),
                new ModelSettings(
                        read.filledText(MODELS_TOPIC),
                        read.filledText(MODEL_NAME),
                        read.stores(MODEL_ALLOWED_STORES),
                        read.atLeast(MILLISECOND, MODEL_LOAD_TIMEOUT),
                        read.atLeast(MILLISECOND, MODEL_RETRY_INITIAL),
                        read.atLeast(MILLISECOND, MODEL_RETRY_MAX),
                        new Arithmetic(
                                read.oneOf(KernelChoice.class, SCORING_KERNEL),
                                read.oneOf(ScoringMode.class, SCORING_MODE))),
                new ItemsSettings(Optional.of(read.text(ITEMS_TOPIC)).filter(topic -> !topic.isEmpty())),
                new AnsweringSettings(
                        read.atLeast(MILLISECOND, SESSION_GAP).toMillis(),
                        read.between(1, 10_000, SESSION_MAX_ITEMS),
                        read.between(1, 4096, BATCH_MAX_SIZE),
                        read.atLeast(Duration.ZERO, BATCH_LINGER).toMillis(),
                        read.between(1, 1000, RECOMMEND_TOP_K),
                        read.oneOf(ExcludeRule.class, RECOMMEND_EXCLUDE)),
                new CheckpointSettings(
                        read.atLeast(Duration.ofMillis(10), CHECKPOINT_INTERVAL),
                        read.atLeast(Duration.ZERO, CHECKPOINT_TIMEOUT),
                        read.atLeast(-1, CHECKPOINT_TOLERATED_FAILURES),
                        read.text(CHECKPOINT_DIR)),
                new StateSettings(
                        read.yesOrNo(STATE_BLOOM_FILTER),
                        read.oneOf(StateCompression.class, STATE_COMPRESSION),
                        read.between(new MemorySize(1024), MemorySize.ofMebiBytes(1), STATE_BLOCK_SIZE),
                        read.between(MemorySize.ofMebiBytes(1), MemorySize.ofMebiBytes(1024), STATE_WRITE_BUFFER),
                        read.between(1, 64, STATE_TRANSFER_THREADS),
                        read.yesOrNo(STATE_QUIET_COMPACTION)),
                read.atLeast(0, PARALLELISM),
                Set.copyOf(settings.keySet()));
        Contradictions.refuseIn(all);
        return all;
    }

    /** The option's key if the user has set a value, also where that is the default. */
    public Optional<String> given(ConfigOption<?> option) {
        return Optional.of(option.key()).filter(given::contains);
    }

    /** The same settings with another folder for checkpoints, a URI. */
    public JobSettings withCheckpointDir(String dir) {
        return new JobSettings(
                kafka, events, output, model, items, answering, checkpoints.in(dir), state, parallelism, given);
    }

    /**
     * The same for a job whose process is its own: merges are quiet there, unless the user says
     * otherwise.
     */
    public JobSettings inOwnProcess() {
        return given(STATE_QUIET_COMPACTION).isPresent()
                ? this
                : new JobSettings(
                        kafka, events, output, model, items, answering, checkpoints, state.quiet(), parallelism, given);
    }

    private static Map<String, String> parseOverrides(List<String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new SettingsException("\"" + override + "\" is no setting; write key=value");
            }
            settings.put(
                    override.substring(0, equals).trim(),
                    override.substring(equals + 1).trim());
        }
        return settings;
    }
}
