package freshet.job.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import freshet.job.settings.JobSettings.EventsSettings.EventsStart;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import freshet.job.settings.JobSettings.OutputSettings.LostAnswers;
import freshet.job.settings.JobSettings.StateSettings.StateCompression;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.schema.event.EventFormat;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * All settings of the job. {@code config/freshet.yaml} lists the same keys and defaults, and a test
 * compares the two. A list: as long as there are settings.
 */
public final class FreshetOptions {
    /**
     * What follows this prefix goes to every Kafka client unchanged, for example {@code
     * security.protocol}.
     */
    public static final String KAFKA_PROPERTIES_PREFIX = "kafka.properties.";

    public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS = key("kafka.bootstrap.servers")
            .stringType()
            .defaultValue("localhost:9092")
            .withDescription("Kafka brokers to start from, host:port, separated by commas.");

    public static final ConfigOption<String> KAFKA_GROUP_ID = key("kafka.group-id")
            .stringType()
            .defaultValue("freshet")
            .withDescription(
                    "Consumer group under which the job commits its offsets, for monitoring and for events.start.");

    public static final ConfigOption<String> EVENTS_TOPIC =
            key("events.topic").stringType().defaultValue("events").withDescription("Topic that events are read from.");

    public static final ConfigOption<EventFormat> EVENTS_FORMAT = key("events.format")
            .enumType(EventFormat.class)
            .defaultValue(EventFormat.AUTO)
            .withDescription(
                    "How events are encoded: avro (single-object encoding), json, or auto (each event is one of the"
                            + " two, told by its first bytes).");

    public static final ConfigOption<EventsStart> EVENTS_START = key("events.start")
            .enumType(EventsStart.class)
            .defaultValue(EventsStart.COMMITTED)
            .withDescription(
                    "Where a job without a checkpoint starts to read: earliest, latest, or committed (the group's"
                            + " committed offsets, earliest where it has none).");

    public static final ConfigOption<Duration> EVENTS_OUT_OF_ORDERNESS = key("events.out-of-orderness")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription(
                    "How far events of a partition may be out of order in event time before a session that is over"
                            + " is dropped without them.");

    public static final ConfigOption<Duration> EVENTS_IDLE_TIMEOUT = key("events.idle-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("After this long without an event a partition no longer holds back event time.");

    public static final ConfigOption<Duration> EVENTS_PARTITION_DISCOVERY = key("events.partition-discovery")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription(
                    "Time between two looks at the topics: whether partitions were added, or a topic was made anew."
                            + " kafka.properties.partition.discovery.interval.ms goes before it.");

    public static final ConfigOption<String> RECOMMENDATIONS_TOPIC = key("recommendations.topic")
            .stringType()
            .defaultValue("recommendations")
            .withDescription("Topic that recommendations are written to.");

    public static final ConfigOption<String> REJECTED_TOPIC = key("rejected.topic")
            .stringType()
            .defaultValue("rejected-events")
            .withDescription("Topic that events without a recommendation are written to, with the reason.");

    public static final ConfigOption<String> MODELS_TOPIC = key("models.topic")
            .stringType()
            .defaultValue("models")
            .withDescription("Compacted topic on which model bundles are announced.");

    public static final ConfigOption<String> MODEL_NAME = key("model.name")
            .stringType()
            .defaultValue("default")
            .withDescription("The model to serve: the key of its announcements. A state belongs to one model name.");

    public static final ConfigOption<String> MODEL_ALLOWED_STORES = key("model.allowed-stores")
            .stringType()
            .defaultValue("")
            .withDescription("Folders that bundles may be fetched from, with all below them: URIs or absolute paths,"
                    + " separated by"
                    + " commas. A bundle announced elsewhere is refused. Empty: anywhere that Flink's file"
                    + " systems"
                    + " reach, which the job warns of when it starts.");

    public static final ConfigOption<Duration> MODEL_LOAD_TIMEOUT = key("model.load-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(2))
            .withDescription(
                    "A bundle that is not fetched, checked and ready by then is refused, and fetched no longer.");

    public static final ConfigOption<Duration> MODEL_RETRY_INITIAL = key("model.retry-initial")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription(
                    "A load that failed for a reason that may pass is tried again after this time; each further failure"
                            + " doubles it.");

    public static final ConfigOption<Duration> MODEL_RETRY_MAX = key("model.retry-max")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("The longest time between two attempts to load a model. A bundle with other bytes than"
                    + " announced, or"
                    + " without enough memory, waits from this time on up to 30 times as long.");

    public static final ConfigOption<KernelChoice> SCORING_KERNEL = key("scoring.kernel")
            .enumType(KernelChoice.class)
            .defaultValue(KernelChoice.AUTO)
            .withDescription(
                    "What computes: vector (Java's Vector API; the JVM needs --add-modules jdk.incubator.vector),"
                            + " nd4j, or"
                            + " auto (vector where the JVM has the module, else nd4j after one warning).");

    public static final ConfigOption<ScoringMode> SCORING_MODE = key("scoring.mode")
            .enumType(ScoringMode.class)
            .defaultValue(ScoringMode.EXACT)
            .withDescription("How many items are scored for an answer: exact (all) or pruned (the likely ones: for"
                    + " catalogues of some"
                    + " hundred thousand items and more; needs the vector kernel, estimates probabilities).");

    public static final ConfigOption<ScoringPrecision> SCORING_PRECISION = key("scoring.precision")
            .enumType(ScoringPrecision.class)
            .defaultValue(ScoringPrecision.FLOAT32)
            .withDescription("How the items' weights are held while all items are scored: float32 (as the bundle has"
                    + " them) or bfloat16"
                    + " (in half the memory, rounded to eight bits; needs the vector kernel).");

    public static final ConfigOption<String> ITEMS_TOPIC = key("items.topic")
            .stringType()
            .defaultValue("")
            .withDescription(
                    "Compacted topic of the catalogue, which tells of items and whether they may be recommended; empty:"
                            + " every item may. A state that"
                            + " was made with such a topic needs Flink's --allowNonRestoredState to go on without.");

    public static final ConfigOption<String> ITEMS_FILTER = key("items.filter")
            .stringType()
            .defaultValue("")
            .withDescription(
                    "Conditions on the attributes of items, all of which an item has to meet to be recommended,"
                            + " for example category=jacket|coat, price<=80, tags!=sale; empty: there are none.");

    public static final ConfigOption<String> ITEMS_MOST_PER_VALUE = key("items.most-per-value")
            .stringType()
            .defaultValue("")
            .withDescription("An attribute, and how many items of an answer may have the same value of it, for example"
                    + " category=3; empty: any number.");

    public static final ConfigOption<MemorySize> ITEMS_CATALOG_MEMORY = key("items.catalog-memory")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("Most memory that the catalogue of items takes, per subtask; of an item that does not fit"
                    + " only whether it is withheld is known.");

    public static final ConfigOption<String> TRIAL_SHADOW_TOPIC = key("trial.shadow-topic")
            .stringType()
            .defaultValue("")
            .withDescription("Topic that shadow answers are written to while a challenger is on trial; empty: there are"
                    + " none. A state that was made with such a topic needs Flink's --allowNonRestoredState to go on"
                    + " without.");

    public static final ConfigOption<String> LISTS_TOPIC = key("lists.topic")
            .stringType()
            .defaultValue("")
            .withDescription("Compacted topic that lists of popular, trending and new items are written to; empty: none"
                    + " are made. A state that was made with such a topic needs Flink's --allowNonRestoredState to go"
                    + " on without.");

    public static final ConfigOption<String> LISTS_CATEGORY = key("lists.category")
            .stringType()
            .defaultValue("")
            .withDescription("An attribute of the catalogue's items, a string or a list of strings: each of its values"
                    + " has lists of its own. Empty: there are only the lists of all items.");

    public static final ConfigOption<Duration> LISTS_POPULAR_WINDOW = key("lists.popular-window")
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("An event of this age counts 1/100 among popular items, one of now counts 1.");

    public static final ConfigOption<String> LISTS_TRENDING_WINDOWS = key("lists.trending-windows")
            .stringType()
            .defaultValue("1 h, 1 d")
            .withDescription("The same for trending items, separated by commas: each window has a list.");

    public static final ConfigOption<Duration> LISTS_FALLBACK_WINDOW = key("lists.fallback-window")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("One of lists.trending-windows: its items answer a session of which the model knows no"
                    + " item, those of the session's category first. 0 s: the popular items of the model's training.");

    public static final ConfigOption<Integer> LISTS_LENGTH =
            key("lists.length").intType().defaultValue(100).withDescription("Most items of a list.");

    public static final ConfigOption<Integer> LISTS_CANDIDATES = key("lists.candidates")
            .intType()
            .defaultValue(2_000)
            .withDescription("Most items that are counted per list, from lists.length on; an item with more than"
                    + " 1/lists.candidates of all counts is among them.");

    public static final ConfigOption<Integer> LISTS_MAX_CATEGORIES = key("lists.max-categories")
            .intType()
            .defaultValue(200)
            .withDescription("Most categories per subtask; what comes behind them has no lists.");

    public static final ConfigOption<Duration> LISTS_INTERVAL = key("lists.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("The lists of a category that has changed are written once per interval.");

    public static final ConfigOption<Duration> LISTS_FORGET_AFTER = key("lists.forget-after")
            .durationType()
            .defaultValue(Duration.ofDays(90))
            .withDescription("An item that was neither viewed nor written for this time is new when it comes again.");

    public static final ConfigOption<Duration> SESSION_GAP = key("session.gap")
            .durationType()
            .defaultValue(Duration.ofMinutes(30))
            .withDescription(
                    "A longer pause of event time ends a session. With another gap start from a fresh state, or"
                            + " announce a model: what open sessions have folded was folded under the old gap.");

    public static final ConfigOption<Integer> SESSION_MAX_ITEMS = key("session.max-items")
            .intType()
            .defaultValue(50)
            .withDescription("Newest events that are retained per session.");

    public static final ConfigOption<Integer> BATCH_MAX_SIZE = key("batch.max-size")
            .intType()
            .defaultValue(32)
            .withDescription("Most events that are answered in one pass.");

    public static final ConfigOption<Duration> BATCH_LINGER = key("batch.linger")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How long an event waits for others to share its pass, where none waits beside it.");

    public static final ConfigOption<Integer> RECOMMEND_TOP_K =
            key("recommend.top-k").intType().defaultValue(20).withDescription("Items in a recommendation.");

    public static final ConfigOption<ExcludeRule> RECOMMEND_EXCLUDE = key("recommend.exclude")
            .enumType(ExcludeRule.class)
            .defaultValue(ExcludeRule.NONE)
            .withDescription(
                    "Which of a session's own items are not recommended to it: none, current (that of the event) or"
                            + " seen"
                            + " (all that are retained). Probabilities are shares among the other items. Where the"
                            + " model ranks no other item that may be recommended, the most popular ones are.");

    public static final ConfigOption<Delivery> DELIVERY = key("delivery")
            .enumType(Delivery.class)
            .defaultValue(Delivery.AT_LEAST_ONCE)
            .withDescription(
                    "at-least-once (visible at once; after a failure some are repeated with the same identity) or"
                            + " exactly-once (Kafka transactions; visible at each checkpoint).");

    public static final ConfigOption<String> DELIVERY_TRANSACTION_PREFIX = key("delivery.transaction-prefix")
            .stringType()
            .defaultValue("freshet")
            .withDescription(
                    "Starts the names of the job's Kafka transactions; two jobs on one cluster need two prefixes.");

    public static final ConfigOption<Duration> DELIVERY_TRANSACTION_TIMEOUT = key("delivery.transaction-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription(
                    "The broker drops a transaction that is open for longer. Over the checkpoint interval and the"
                            + " longest restart; at most the broker's transaction.max.timeout.ms.");

    public static final ConfigOption<LostAnswers> DELIVERY_LOST_ANSWERS = key("delivery.lost-answers")
            .enumType(LostAnswers.class)
            .defaultValue(LostAnswers.FAIL)
            .withDescription(
                    "What a job does that starts from a checkpoint whose transactions the broker has aborted: fail,"
                            + " or accept (start without those answers).");

    public static final ConfigOption<String> CAPTURE_DIR = key("capture.dir")
            .stringType()
            .defaultValue("")
            .withDescription("Folder, URI or absolute path, into which the events that their sessions took are written,"
                    + " once each, as Avro container files: the log of the next training. Empty: none are.");

    public static final ConfigOption<Duration> CAPTURE_ROLL_INTERVAL = key("capture.roll-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription("A file is finished, and read by trainings, after this time and the next checkpoint; also"
                    + " at the end of its hour. 0 ms: every checkpoint finishes its files.");

    public static final ConfigOption<MemorySize> CAPTURE_ROLL_SIZE = key("capture.roll-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription("A file of this size is finished before its time.");

    public static final ConfigOption<Duration> CAPTURE_RETENTION = key("capture.retention")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("Finished files are deleted this long after the end of the hour in which they were"
                    + " captured. 0 ms: all are kept.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL = key("checkpoint.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Time between two checkpoints.");

    public static final ConfigOption<Duration> CHECKPOINT_TIMEOUT = key("checkpoint.timeout")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("A checkpoint that takes longer has failed. 0 ms: under at-least-once what Flink's"
                    + " configuration says"
                    + " (10 min), under exactly-once a tenth of delivery.transaction-timeout.");

    public static final ConfigOption<Integer> CHECKPOINT_TOLERATED_FAILURES = key("checkpoint.tolerated-failures")
            .intType()
            .defaultValue(-1)
            .withDescription("Checkpoints that may fail one after the other before the job starts again. -1: 100 under"
                    + " at-least-once; under exactly-once those that delivery.transaction-timeout has room for.");

    public static final ConfigOption<String> CHECKPOINT_DIR = key("checkpoint.dir")
            .stringType()
            .defaultValue("")
            .withDescription("URI of the folder for checkpoints; empty leaves it to Flink's configuration.");

    public static final ConfigOption<Boolean> STATE_BLOOM_FILTER = key("state.bloom-filter")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether RocksDB's files have Bloom filters.");

    public static final ConfigOption<StateCompression> STATE_COMPRESSION = key("state.compression")
            .enumType(StateCompression.class)
            .defaultValue(StateCompression.LZ4)
            .withDescription("How RocksDB's files are compressed: none, snappy, lz4 or zstd.");

    public static final ConfigOption<MemorySize> STATE_BLOCK_SIZE = key("state.block-size")
            .memoryType()
            .defaultValue(new MemorySize(4096))
            .withDescription("What RocksDB reads and caches at once, before compression.");

    public static final ConfigOption<MemorySize> STATE_WRITE_BUFFER = key("state.write-buffer")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(8))
            .withDescription("Changes that RocksDB keeps in memory before it writes a file. What is in there when a"
                    + " checkpoint comes is"
                    + " written while the stream waits.");

    public static final ConfigOption<Integer> STATE_TRANSFER_THREADS = key("state.transfer-threads")
            .intType()
            .defaultValue(1)
            .withDescription(
                    "Threads per instance that copy files to the checkpoints' storage, and back at a restore.");

    public static final ConfigOption<Boolean> STATE_QUIET_COMPACTION = key("state.quiet-compaction")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether RocksDB merges its files at the lowest priority for the processor: for all jobs in the"
                            + " process,"
                            + " until it ends. serve and demo, whose process is their own, do so unless told"
                            + " otherwise.");

    public static final ConfigOption<Integer> PARALLELISM = key("parallelism")
            .intType()
            .defaultValue(0)
            .withDescription("Parallel instances of every operator; 0 leaves it to Flink.");

    private static final List<ConfigOption<?>> ALL = List.of(
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_GROUP_ID,
            EVENTS_TOPIC,
            EVENTS_FORMAT,
            EVENTS_START,
            EVENTS_OUT_OF_ORDERNESS,
            EVENTS_IDLE_TIMEOUT,
            EVENTS_PARTITION_DISCOVERY,
            RECOMMENDATIONS_TOPIC,
            REJECTED_TOPIC,
            MODELS_TOPIC,
            MODEL_NAME,
            MODEL_ALLOWED_STORES,
            MODEL_LOAD_TIMEOUT,
            MODEL_RETRY_INITIAL,
            MODEL_RETRY_MAX,
            SCORING_KERNEL,
            SCORING_MODE,
            SCORING_PRECISION,
            ITEMS_TOPIC,
            ITEMS_CATALOG_MEMORY,
            ITEMS_FILTER,
            ITEMS_MOST_PER_VALUE,
            TRIAL_SHADOW_TOPIC,
            LISTS_TOPIC,
            LISTS_CATEGORY,
            LISTS_POPULAR_WINDOW,
            LISTS_TRENDING_WINDOWS,
            LISTS_FALLBACK_WINDOW,
            LISTS_LENGTH,
            LISTS_CANDIDATES,
            LISTS_MAX_CATEGORIES,
            LISTS_INTERVAL,
            LISTS_FORGET_AFTER,
            SESSION_GAP,
            SESSION_MAX_ITEMS,
            BATCH_MAX_SIZE,
            BATCH_LINGER,
            RECOMMEND_TOP_K,
            RECOMMEND_EXCLUDE,
            DELIVERY,
            DELIVERY_TRANSACTION_PREFIX,
            DELIVERY_TRANSACTION_TIMEOUT,
            DELIVERY_LOST_ANSWERS,
            CAPTURE_DIR,
            CAPTURE_ROLL_INTERVAL,
            CAPTURE_ROLL_SIZE,
            CAPTURE_RETENTION,
            CHECKPOINT_INTERVAL,
            CHECKPOINT_TIMEOUT,
            CHECKPOINT_TOLERATED_FAILURES,
            CHECKPOINT_DIR,
            STATE_BLOOM_FILTER,
            STATE_COMPRESSION,
            STATE_BLOCK_SIZE,
            STATE_WRITE_BUFFER,
            STATE_TRANSFER_THREADS,
            STATE_QUIET_COMPACTION,
            PARALLELISM);

    private FreshetOptions() {}

    /** Every option, in the order of the settings file. */
    public static List<ConfigOption<?>> all() {
        return ALL;
    }
}
