package freshet.gateway.model;

import freshet.gateway.settings.Setting;
import freshet.gateway.settings.Settings;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.catalog.ItemFilter;
import freshet.model.catalog.ValueLimit;
import freshet.serving.model.AllowedStores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which model is served, and how. Immutable.
 *
 * @param name the key of its announcements
 * @param stores where its bundles may be
 * @param loadTimeout a load that takes longer has failed
 * @param retryInitial how long the first failed load waits for its next attempt
 * @param retryMax how long any waits at most
 * @param arithmetic what computes
 * @param topK items of an answer, if a call does not say how many
 * @param exclude which of a session's own items are not recommended to it
 * @param threads that answer side by side
 * @param queue most calls that wait for one of them
 * @param look between two looks at whether a topic was made anew
 * @param catalogBytes most memory of the catalogue of items
 * @param filter what an item has to pass to be recommended
 * @param limit how many items of an answer may have the same value of an attribute
 */
public record ModelSettings(
        String name,
        AllowedStores stores,
        Duration loadTimeout,
        Duration retryInitial,
        Duration retryMax,
        Arithmetic arithmetic,
        int topK,
        ExcludeRule exclude,
        int threads,
        int queue,
        Duration look,
        long catalogBytes,
        Optional<ItemFilter> filter,
        Optional<ValueLimit> limit) {
    /** The most items that a call may want. */
    public static final int MOST_ITEMS = 100;

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LEAST = Duration.ofMillis(1);

    static final Setting<String> NAME = Setting.filled("model.name", "default");
    static final Setting<AllowedStores> STORES = new Setting<>(
            "model.allowed-stores",
            "",
            "folders separated by commas: URIs, or absolute paths of this machine",
            false,
            AllowedStores::of);
    static final Setting<Duration> LOAD_TIMEOUT = Setting.time("model.load-timeout", "2 min", LEAST, LONGEST);
    static final Setting<Duration> RETRY_INITIAL = Setting.time("model.retry-initial", "1 s", LEAST, LONGEST);
    static final Setting<Duration> RETRY_MAX = Setting.time("model.retry-max", "1 min", LEAST, LONGEST);
    static final Setting<KernelChoice> KERNEL = Setting.oneOf("scoring.kernel", KernelChoice.AUTO);
    static final Setting<ScoringMode> MODE = Setting.oneOf("scoring.mode", ScoringMode.EXACT);
    static final Setting<ScoringPrecision> PRECISION = Setting.oneOf("scoring.precision", ScoringPrecision.FLOAT32);
    static final Setting<Integer> TOP_K = Setting.integer("recommend.top-k", 20, 1, MOST_ITEMS);
    static final Setting<ExcludeRule> EXCLUDE = Setting.oneOf("recommend.exclude", ExcludeRule.NONE);
    static final Setting<Integer> THREADS = Setting.integer("model.threads", 2, 1, 256);
    static final Setting<Integer> QUEUE = Setting.integer("model.queue", 256, 1, 100_000);
    static final Setting<Duration> LOOK =
            Setting.time("events.partition-discovery", "30 s", Duration.ofMillis(10), LONGEST);
    static final Setting<Optional<ItemFilter>> FILTER = new Setting<>(
            "items.filter",
            "",
            "conditions on attributes, for example category=jacket|coat, price<=80, tags!=sale",
            false,
            text -> text.isEmpty() ? Optional.empty() : Optional.of(ItemFilter.of(text)));
    static final Setting<Optional<ValueLimit>> MOST_PER_VALUE = new Setting<>(
            "items.most-per-value",
            "",
            "an attribute and a whole number from 1 to 9999, for example category=3",
            false,
            ValueLimit::of);
    static final Setting<Long> CATALOG_MEMORY = Setting.size("items.catalog-memory", "256 mb", 1 << 20, 16L << 30);

    /** The settings that there are, in their order. */
    public static List<Setting<?>> all() {
        return List.of(
                NAME,
                STORES,
                LOAD_TIMEOUT,
                RETRY_INITIAL,
                RETRY_MAX,
                KERNEL,
                MODE,
                PRECISION,
                TOP_K,
                EXCLUDE,
                THREADS,
                QUEUE,
                LOOK,
                CATALOG_MEMORY,
                FILTER,
                MOST_PER_VALUE);
    }

    /**
     * Reads them.
     *
     * @throws freshet.gateway.settings.SettingException if one cannot be used
     */
    public static ModelSettings of(Settings settings) {
        Duration first = settings.get(RETRY_INITIAL);
        Duration most = settings.get(RETRY_MAX);
        return new ModelSettings(
                settings.get(NAME),
                settings.get(STORES),
                settings.get(LOAD_TIMEOUT),
                first,
                most.compareTo(first) < 0 ? first : most,
                new Arithmetic(settings.get(KERNEL), settings.get(MODE), settings.get(PRECISION)),
                settings.get(TOP_K),
                settings.get(EXCLUDE),
                settings.get(THREADS),
                settings.get(QUEUE),
                settings.get(LOOK),
                settings.get(CATALOG_MEMORY),
                settings.get(FILTER),
                settings.get(MOST_PER_VALUE));
    }
}
