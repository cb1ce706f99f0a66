package freshet.job.settings;

import static freshet.job.settings.FreshetOptions.STATE_QUIET_COMPACTION;

import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.catalog.ItemFilter;
import freshet.model.catalog.ValueLimit;
import freshet.model.session.SessionRules;
import freshet.model.trend.ListShape;
import freshet.model.trend.TrendingItems;
import freshet.schema.event.EventFormat;
import freshet.serving.model.AllowedStores;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * The job's settings, each within its range, none of them against another. Immutable. Each
 * group of settings is a few lines, and all of them are read here: so the file is a long one.
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
        TrialSettings trial,
        ListsSettings lists,
        AnsweringSettings answering,
        CaptureSettings capture,
        CheckpointSettings checkpoints,
        StateSettings state,
        int parallelism,
        Set<String> given) {
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
        settings.putAll(SettingsFile.typed(overrides));
        return of(settings);
    }

    /**
     * The defaults, changed by overrides of the form {@code key=value}.
     *
     * @throws SettingsException if a key is unknown, a value is out of its range or two contradict
     *     each other
     */
    public static JobSettings of(List<String> overrides) {
        return of(SettingsFile.typed(overrides));
    }

    /**
     * Settings by key; the defaults for those not given.
     *
     * @throws SettingsException if a key is unknown, a value is out of its range or two contradict
     *     each other
     */
    public static JobSettings of(Map<String, String> settings) {
        JobSettings all = new SettingsReader(settings).all();
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
                kafka,
                events,
                output,
                model,
                items,
                trial,
                lists,
                answering,
                capture,
                checkpoints.in(dir),
                state,
                parallelism,
                given);
    }

    /**
     * The same for a job whose process is its own: merges are quiet there, unless the user says
     * otherwise.
     */
    public JobSettings inOwnProcess() {
        return given(STATE_QUIET_COMPACTION).isPresent()
                ? this
                : new JobSettings(
                        kafka,
                        events,
                        output,
                        model,
                        items,
                        trial,
                        lists,
                        answering,
                        capture,
                        checkpoints,
                        state.quiet(),
                        parallelism,
                        given);
    }

    /**
     * How to reach Kafka.
     *
     * @param bootstrapServers host:port, separated by commas
     * @param groupId consumer group that offsets are committed under
     * @param properties handed to every client unchanged; may have {@link SecretReferences}
     */
    public record KafkaSettings(String bootstrapServers, String groupId, Map<String, String> properties) {

        /** The properties that every client gets. */
        public Properties clientProperties() {
            Properties client = new Properties();
            client.putAll(properties);
            client.setProperty("bootstrap.servers", bootstrapServers);
            SecretReferences.enable(client);
            return client;
        }

        /** Without the values of the properties: passwords are among them. */
        @Override
        public String toString() {
            return "KafkaSettings[" + bootstrapServers + ", group " + groupId + ", properties " + properties.keySet()
                    + "]";
        }
    }

    /**
     * How events are read. Travels to the operators inside the job graph.
     *
     * @param topic where from
     * @param format how they are encoded
     * @param start where a job without a checkpoint begins
     * @param outOfOrderness how far a partition may be out of order in event time
     * @param idleTimeout after this long without an event a partition no longer holds back event
     *     time
     * @param partitionDiscovery time between two looks at the topics' partitions
     */
    public record EventsSettings(
            String topic,
            EventFormat format,
            EventsStart start,
            Duration outOfOrderness,
            Duration idleTimeout,
            Duration partitionDiscovery)
            implements Serializable {

        /** Where a job without a checkpoint starts to read its events. */
        public enum EventsStart {
            /** The oldest events that the topic still has. */
            EARLIEST,
            /** What comes after the start. */
            LATEST,
            /** Where the consumer group stopped; the oldest events where it never read. */
            COMMITTED;

            /** As it is written in the settings. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * How answers and rejections are written. Travels to the sinks inside the job graph.
     *
     * @param recommendationsTopic topic of the answers
     * @param rejectedTopic topic of the events without an answer
     * @param delivery what a failure may do to them
     * @param transactionPrefix starts the names of the job's Kafka transactions
     * @param transactionTimeout the broker drops a transaction that is open for longer
     * @param lostAnswers what a start does from a checkpoint whose transactions the broker has
     *     aborted
     */
    public record OutputSettings(
            String recommendationsTopic,
            String rejectedTopic,
            Delivery delivery,
            String transactionPrefix,
            Duration transactionTimeout,
            LostAnswers lostAnswers)
            implements Serializable {

        /** What a failure may do to the written records. */
        public enum Delivery {
            /**
             * Visible at once; after a failure some records are written again, with the same
             * identity.
             */
            AT_LEAST_ONCE,
            /** Visible at each checkpoint, to readers of committed records; never repeated. */
            EXACTLY_ONCE;

            /** As it is written in the settings. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }

        /**
         * What a start from a checkpoint does whose transactions the broker has aborted, so that
         * their answers are lost.
         */
        public enum LostAnswers {
            /** Ends the job for good, with a line that says what to do. */
            FAIL,
            /** Goes on without them, with a warning. */
            ACCEPT;

            /** As it is written in the settings. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * Which model is served. Travels to the operators inside the job graph.
     *
     * @param topic compacted topic of the announcements
     * @param name the model's name, the key of its announcements
     * @param stores where bundles may be fetched from
     * @param loadTimeout a bundle that is not ready by then is refused
     * @param retryInitial how long the first failed load waits for its next attempt
     * @param retryMax how long a failed load waits at most, at least {@code retryInitial}
     * @param arithmetic what it computes with
     */
    public record ModelSettings(
            String topic,
            String name,
            AllowedStores stores,
            Duration loadTimeout,
            Duration retryInitial,
            Duration retryMax,
            Arithmetic arithmetic)
            implements Serializable {}

    /**
     * Which items may be recommended.
     *
     * @param topic compacted topic of what is known of them; empty where every item may be
     * @param catalog how much of that is kept
     */
    public record ItemsSettings(Optional<String> topic, CatalogSettings catalog) {}

    /**
     * What is kept of the items.
     *
     * @param memory most bytes of the heap per subtask
     * @param filter conditions on attributes, all of which an item has to meet to be recommended;
     *     empty: there are none
     * @param mostPerValue an attribute and how many items of an answer may have the same value of
     *     it; empty: any number
     */
    public record CatalogSettings(MemorySize memory, String filter, String mostPerValue) implements Serializable {

        /** The filter, if there is one. */
        public Optional<ItemFilter> itemFilter() {
            return Optional.of(filter).filter(text -> !text.isEmpty()).map(ItemFilter::of);
        }

        /** The limit, if there is one. */
        public Optional<ValueLimit> limit() {
            return ValueLimit.of(mostPerValue);
        }
    }

    /**
     * What is done while a challenger is on trial.
     *
     * @param shadowTopic topic of the answers that are for comparison alone; empty where there are
     *     none
     */
    public record TrialSettings(Optional<String> shadowTopic) {}

    /**
     * Which lists are made of the events. Travels to the operators inside the job graph.
     *
     * @param name compacted topic of the lists; empty where there are none
     * @param category the attribute whose values are categories; empty: there is only one list of
     *     each kind
     * @param popularWindow an event of a popular item that is as old counts 1/100
     * @param trendingWindows the same of trending items; each has a list
     * @param fallbackWindow of the trending items that answer a session of which the model knows no
     *     item; zero: popular items do
     * @param length most items of a list
     * @param candidates most items that are counted per list
     * @param maxCategories most categories per subtask
     * @param interval a list that has changed is written once per interval
     * @param forgetAfter an item that was neither viewed nor written for this time is new again
     */
    public record ListsSettings(
            String name,
            String category,
            Duration popularWindow,
            List<Duration> trendingWindows,
            Duration fallbackWindow,
            int length,
            int candidates,
            int maxCategories,
            Duration interval,
            Duration forgetAfter)
            implements Serializable {
        public ListsSettings {
            trendingWindows = List.copyOf(trendingWindows);
        }

        /** The topic of the lists, where there are any. */
        public Optional<String> topic() {
            return Optional.of(name).filter(given -> !given.isEmpty());
        }

        /** The window of the trending items that answer, where they do. */
        public Optional<Duration> fallback() {
            return Optional.of(fallbackWindow).filter(window -> !window.isZero());
        }

        /** Takes the lists that answer, where they do; one per task. */
        public Optional<TrendingItems> trends() {
            return fallback().map(window -> new TrendingItems(category));
        }

        /** What is counted per category. */
        public ListShape shape() {
            return new ListShape(
                    Stream.concat(Stream.of(popularWindow), trendingWindows.stream())
                            .map(Duration::toMillis)
                            .distinct()
                            .toList(),
                    candidates);
        }
    }

    /**
     * How events are gathered and answered. Travels to the operators inside the job graph.
     *
     * @param gapMillis a longer pause of event time ends a session
     * @param maxItems newest events retained per session
     * @param maxBatch most events answered in one pass
     * @param lingerMillis how long an event waits for others where none waits beside it; with 0 a
     *     batch is answered as soon as no further event waits
     * @param topK items in a recommendation
     * @param exclude which of a session's own items are not recommended to it
     */
    public record AnsweringSettings(
            long gapMillis, int maxItems, int maxBatch, long lingerMillis, int topK, ExcludeRule exclude)
            implements Serializable {

        /** What a session is. */
        public SessionRules rules() {
            return new SessionRules(gapMillis, maxItems);
        }
    }

    /**
     * Where the events go that their sessions took. Travels to the operators inside the job graph.
     *
     * @param dir URI or absolute path of their folder; empty where they are not captured
     * @param rollInterval a file is finished after this time; zero: by every checkpoint
     * @param rollSize a file of this size is finished before
     * @param retention finished files are kept for this long after their hour; zero: for ever
     */
    public record CaptureSettings(String dir, Duration rollInterval, MemorySize rollSize, Duration retention)
            implements Serializable {

        /** Whether events are captured. */
        public boolean isOn() {
            return !dir.isEmpty();
        }
    }

    /**
     * When and where checkpoints are taken.
     *
     * @param interval time between two
     * @param timeout one that takes longer has failed; zero leaves it to the delivery
     * @param toleratedFailures how many may fail one after the other; -1 leaves it to the delivery
     * @param dir URI of their folder; empty leaves it to Flink's configuration
     */
    public record CheckpointSettings(Duration interval, Duration timeout, int toleratedFailures, String dir) {

        /** The same in another folder. */
        CheckpointSettings in(String folder) {
            return new CheckpointSettings(interval, timeout, toleratedFailures, folder);
        }
    }

    /**
     * How RocksDB keeps the sessions.
     *
     * @param bloomFilter whether its files have Bloom filters
     * @param compression of its files
     * @param blockSize of what it reads and caches at once, before compression
     * @param writeBuffer of changes that it keeps in memory before it writes a file; what is in
     *     there when a checkpoint comes is written while the stream waits
     * @param transferThreads per instance that copy files to the checkpoints' storage, and back at
     *     a restore
     * @param quietCompaction whether it merges its files at the lowest priority for the processor
     */
    public record StateSettings(
            boolean bloomFilter,
            StateCompression compression,
            MemorySize blockSize,
            MemorySize writeBuffer,
            int transferThreads,
            boolean quietCompaction) {

        /** The same with merges at the lowest priority. */
        StateSettings quiet() {
            return new StateSettings(bloomFilter, compression, blockSize, writeBuffer, transferThreads, true);
        }

        /** How the state's files are compressed. */
        public enum StateCompression {
            NONE,
            SNAPPY,
            LZ4,
            ZSTD
        }
    }
}
