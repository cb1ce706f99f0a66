package freshet.job.settings;

import static freshet.job.settings.FreshetOptions.*;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.settings.JobSettings.CaptureSettings;
import freshet.job.settings.JobSettings.CatalogSettings;
import freshet.job.settings.JobSettings.CheckpointSettings;
import freshet.job.settings.JobSettings.EventsSettings;
import freshet.job.settings.JobSettings.EventsSettings.EventsStart;
import freshet.job.settings.JobSettings.ItemsSettings;
import freshet.job.settings.JobSettings.KafkaSettings;
import freshet.job.settings.JobSettings.ListsSettings;
import freshet.job.settings.JobSettings.ModelSettings;
import freshet.job.settings.JobSettings.OutputSettings;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import freshet.job.settings.JobSettings.OutputSettings.LostAnswers;
import freshet.job.settings.JobSettings.StateSettings;
import freshet.job.settings.JobSettings.StateSettings.StateCompression;
import freshet.job.settings.JobSettings.TrialSettings;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.catalog.ItemFilter;
import freshet.model.catalog.ValueLimit;
import freshet.model.session.SessionRules;
import freshet.schema.event.EventFormat;
import freshet.serving.model.AllowedStores;
import freshet.serving.table.AnnouncementKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/**
 * Turns texts into typed values within their ranges; every error names key, value and what is
 * allowed.
 */
final class SettingsReader {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Pattern SCHEME = Pattern.compile("\\p{Alpha}[\\p{Alnum}+.-]*:/");

    private static final int MOST_LISTED = 1_000;
    private static final int MOST_CANDIDATES = 1_000_000;
    private static final int MOST_CATEGORIES = 1_000_000;

    private final Configuration configuration;

    /** @throws SettingsException if a key is unknown */
    SettingsReader(Map<String, String> settings) {
        settings.keySet().forEach(KnownKeys::require);
        this.configuration = Configuration.fromMap(settings);
    }

    /** Every setting, each within its range. */
    JobSettings all() {
        return new JobSettings(
                new KafkaSettings(
                        filledText(KAFKA_BOOTSTRAP_SERVERS),
                        filledText(KAFKA_GROUP_ID),
                        under(KAFKA_PROPERTIES_PREFIX)),
                new EventsSettings(
                        filledText(EVENTS_TOPIC),
                        oneOf(EventFormat.class, EVENTS_FORMAT),
                        oneOf(EventsStart.class, EVENTS_START),
                        atLeast(Duration.ZERO, EVENTS_OUT_OF_ORDERNESS),
                        atLeast(MILLISECOND, EVENTS_IDLE_TIMEOUT),
                        atLeast(Duration.ofSeconds(1), EVENTS_PARTITION_DISCOVERY)),
                new OutputSettings(
                        filledText(RECOMMENDATIONS_TOPIC),
                        filledText(REJECTED_TOPIC),
                        oneOf(Delivery.class, DELIVERY),
                        filledText(DELIVERY_TRANSACTION_PREFIX),
                        atLeast(Duration.ofSeconds(1), DELIVERY_TRANSACTION_TIMEOUT),
                        oneOf(LostAnswers.class, DELIVERY_LOST_ANSWERS)),
                new ModelSettings(
                        filledText(MODELS_TOPIC),
                        modelName(),
                        stores(MODEL_ALLOWED_STORES),
                        atLeast(MILLISECOND, MODEL_LOAD_TIMEOUT),
                        atLeast(MILLISECOND, MODEL_RETRY_INITIAL),
                        atLeast(MILLISECOND, MODEL_RETRY_MAX),
                        new Arithmetic(
                                oneOf(KernelChoice.class, SCORING_KERNEL),
                                oneOf(ScoringMode.class, SCORING_MODE),
                                oneOf(ScoringPrecision.class, SCORING_PRECISION))),
                new ItemsSettings(
                        topic(ITEMS_TOPIC),
                        new CatalogSettings(
                                between(
                                        MemorySize.ofMebiBytes(1),
                                        MemorySize.ofMebiBytes(16_384),
                                        ITEMS_CATALOG_MEMORY),
                                filter(),
                                mostPerValue())),
                new TrialSettings(topic(TRIAL_SHADOW_TOPIC)),
                new ListsSettings(
                        text(LISTS_TOPIC),
                        text(LISTS_CATEGORY),
                        atLeast(MILLISECOND, LISTS_POPULAR_WINDOW),
                        times(LISTS_TRENDING_WINDOWS),
                        atLeast(Duration.ZERO, LISTS_FALLBACK_WINDOW),
                        between(1, MOST_LISTED, LISTS_LENGTH),
                        between(1, MOST_CANDIDATES, LISTS_CANDIDATES),
                        between(0, MOST_CATEGORIES, LISTS_MAX_CATEGORIES),
                        atLeast(MILLISECOND, LISTS_INTERVAL),
                        atLeast(MILLISECOND, LISTS_FORGET_AFTER)),
                new AnsweringSettings(
                        atLeast(MILLISECOND, SESSION_GAP).toMillis(),
                        between(1, SessionRules.MOST_ITEMS, SESSION_MAX_ITEMS),
                        between(1, 4096, BATCH_MAX_SIZE),
                        atLeast(Duration.ZERO, BATCH_LINGER).toMillis(),
                        between(1, 1000, RECOMMEND_TOP_K),
                        oneOf(ExcludeRule.class, RECOMMEND_EXCLUDE)),
                new CaptureSettings(
                        folder(CAPTURE_DIR),
                        atLeast(Duration.ZERO, CAPTURE_ROLL_INTERVAL),
                        between(MemorySize.ofMebiBytes(1), MemorySize.ofMebiBytes(1024), CAPTURE_ROLL_SIZE),
                        atLeast(Duration.ZERO, CAPTURE_RETENTION)),
                new CheckpointSettings(
                        atLeast(Duration.ofMillis(10), CHECKPOINT_INTERVAL),
                        atLeast(Duration.ZERO, CHECKPOINT_TIMEOUT),
                        atLeast(-1, CHECKPOINT_TOLERATED_FAILURES),
                        text(CHECKPOINT_DIR)),
                new StateSettings(
                        yesOrNo(STATE_BLOOM_FILTER),
                        oneOf(StateCompression.class, STATE_COMPRESSION),
                        between(new MemorySize(1024), MemorySize.ofMebiBytes(1), STATE_BLOCK_SIZE),
                        between(MemorySize.ofMebiBytes(1), MemorySize.ofMebiBytes(1024), STATE_WRITE_BUFFER),
                        between(1, 64, STATE_TRANSFER_THREADS),
                        yesOrNo(STATE_QUIET_COMPACTION)),
                atLeast(0, PARALLELISM),
                Set.copyOf(configuration.keySet()));
    }

    String text(ConfigOption<String> option) {
        return configuration.get(option).trim();
    }

    /** Times separated by commas, each over a millisecond, at least one. */
    private List<Duration> times(ConfigOption<String> option) {
        String given = text(option);
        try {
            List<Duration> times = Arrays.stream(given.split(",", -1))
                    .map(String::strip)
                    .map(TimeUtils::parseDuration)
                    .distinct()
                    .toList();
            if (times.stream().allMatch(time -> time.compareTo(MILLISECOND) >= 0)) {
                return times;
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(timesRefused(option, given), e);
        }
        throw new SettingsException(timesRefused(option, given));
    }

    private static String timesRefused(ConfigOption<String> option, String given) {
        return option.key() + " is \"" + given + "\"; it must be times of at least 1 ms with their units, separated by"
                + " commas, for example 1 h, 1 d";
    }

    /** The name of a topic that the job may go without. */
    private Optional<String> topic(ConfigOption<String> option) {
        return Optional.of(text(option)).filter(topic -> !topic.isEmpty());
    }

    private String mostPerValue() {
        String limit = text(ITEMS_MOST_PER_VALUE);
        try {
            ValueLimit.of(limit);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(ITEMS_MOST_PER_VALUE.key() + " is \"" + limit + "\"; " + e.getMessage());
        }
        return limit;
    }

    private String filter() {
        String filter = text(ITEMS_FILTER);
        try {
            if (!filter.isEmpty()) {
                ItemFilter.of(filter);
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(ITEMS_FILTER.key() + " is \"" + filter + "\"; " + e.getMessage());
        }
        if (!filter.isEmpty() && text(ITEMS_TOPIC).isEmpty()) {
            throw new SettingsException(ITEMS_FILTER.key() + " is \"" + filter + "\", but " + ITEMS_TOPIC.key()
                    + " is empty, so that no attribute is known; name the topic of the catalogue");
        }
        return filter;
    }

    private String modelName() {
        String name = filledText(MODEL_NAME);
        if (name.contains(AnnouncementKey.SEPARATOR)) {
            throw new SettingsException(MODEL_NAME.key() + " is \"" + name + "\"; it must have no "
                    + AnnouncementKey.SEPARATOR + ": a challenger's announcements bear the name with one; announce"
                    + " the model under another name");
        }
        return name;
    }

    String filledText(ConfigOption<String> option) {
        String value = text(option);
        if (value.isEmpty()) {
            throw new SettingsException(option.key() + " is empty; it must be given");
        }
        return value;
    }

    int atLeast(int least, ConfigOption<Integer> option) {
        int value = parsed(option, "a whole number of at least " + least);
        if (value < least) {
            throw new SettingsException(option.key() + " is " + value + "; it must be at least " + least);
        }
        return value;
    }

    int between(int least, int most, ConfigOption<Integer> option) {
        int value = atLeast(least, option);
        if (value > most) {
            throw new SettingsException(option.key() + " is " + value + "; it must be at most " + most);
        }
        return value;
    }

    Duration atLeast(Duration least, ConfigOption<Duration> option) {
        Duration value = parsed(option, "a time with its unit, for example 2 ms, 10 s or 30 min");
        if (value.compareTo(least) < 0) {
            throw new SettingsException(
                    option.key() + " is " + value.toMillis() + " ms; it must be at least " + least.toMillis() + " ms");
        }
        return value;
    }

    MemorySize between(MemorySize least, MemorySize most, ConfigOption<MemorySize> option) {
        MemorySize value = parsed(option, "a size with its unit, for example 4 kb");
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new SettingsException(
                    option.key() + " is " + value + "; it must be between " + least + " and " + most);
        }
        return value;
    }

    boolean yesOrNo(ConfigOption<Boolean> option) {
        return parsed(option, "true or false");
    }

    <E extends Enum<E>> E oneOf(Class<E> type, ConfigOption<E> option) {
        StringBuilder allowed = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            allowed.append(allowed.isEmpty() ? "one of " : ", ")
                    .append(constant.toString().toLowerCase(Locale.ROOT));
        }
        return parsed(option, allowed.toString());
    }

    /** A place that every TaskManager understands alike; empty if none is given. */
    String folder(ConfigOption<String> option) {
        String value = text(option);
        boolean understood = value.isEmpty()
                || value.startsWith("/")
                || SCHEME.matcher(value).lookingAt();
        if (!understood) {
            throw new SettingsException(option.key() + " is \"" + value
                    + "\"; it must be a URI, for example s3://shop/events, or an absolute path");
        }
        return value;
    }

    AllowedStores stores(ConfigOption<String> option) {
        try {
            return AllowedStores.of(text(option));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(option.key() + ": " + e.getMessage(), e);
        }
    }

    /** What is given under a prefix, without the prefix. */
    Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        configuration.toMap().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private <T> T parsed(ConfigOption<T> option, String allowed) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            String given = configuration.toMap().get(option.key());
            throw new SettingsException(
                    String.format(Locale.ROOT, "%s is \"%s\"; it must be %s", option.key(), given, allowed), e);
        }
    }

    /** Tells a known key from a misspelt one. */
    static final class KnownKeys {
        private static final Set<String> KEYS =
                FreshetOptions.all().stream().map(ConfigOption::key).collect(Collectors.toUnmodifiableSet());

        private KnownKeys() {}

        /** @throws SettingsException naming the nearest known key, if the key is not known */
        static void require(String key) {
            if (!KEYS.contains(key) && !key.startsWith(FreshetOptions.KAFKA_PROPERTIES_PREFIX)) {
                LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
                String nearest = KEYS.stream()
                        .min(Comparator.<String>comparingInt(known -> distance.apply(known, key))
                                .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
                throw new SettingsException("unknown setting " + key + "; did you mean " + nearest + "?");
            }
        }
    }
}
