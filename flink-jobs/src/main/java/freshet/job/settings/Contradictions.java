package freshet.job.settings;

import static freshet.job.settings.FreshetOptions.*;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.settings.JobSettings.EventsSettings;
import freshet.job.settings.JobSettings.ListsSettings;
import freshet.job.settings.JobSettings.OutputSettings;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;

/**
 * The one place that holds settings against each other: what cannot work together is refused, what
 * is odd is told. Each message has both keys, both values and the remedy. What depends on Flink's
 * configuration as well, {@link TransactionLife} checks.
 */
public final class Contradictions {
    private static final Duration LONG_WAIT = Duration.ofMinutes(1);
    private static final int BLOCKS_OF_BUFFER = 4;

    private Contradictions() {}

    /** @throws SettingsException for the first two settings that cannot work together */
    static void refuseIn(JobSettings settings) {
        topicsAreDifferent(settings);
        scoring(settings.model().arithmetic());
        lists(settings);
        Duration first = settings.model().retryInitial();
        Duration longest = settings.model().retryMax();
        if (longest.compareTo(first) < 0) {
            throw new SettingsException(
                    pair(MODEL_RETRY_INITIAL, Durations.text(first), MODEL_RETRY_MAX, Durations.text(longest))
                            + ": the first wait is longer than the longest; set a larger model.retry-max, or a"
                            + " smaller model.retry-initial");
        }
        new KafkaContradictions(settings).refuse();
    }

    private static void lists(JobSettings settings) {
        ListsSettings lists = settings.lists();
        if (!lists.category().isEmpty() && settings.items().topic().isEmpty()) {
            throw new SettingsException(pair(LISTS_CATEGORY, lists.category(), ITEMS_TOPIC, "empty")
                    + ": no attribute is known; name the topic of the catalogue by items.topic");
        }
        if (lists.candidates() < lists.length()) {
            throw new SettingsException(pair(LISTS_CANDIDATES, lists.candidates(), LISTS_LENGTH, lists.length())
                    + ": a list is taken from its candidates; set a larger lists.candidates, or a smaller"
                    + " lists.length");
        }
        lists.fallback().ifPresent(window -> {
            if (lists.topic().isEmpty()) {
                throw new SettingsException(pair(LISTS_FALLBACK_WINDOW, Durations.text(window), LISTS_TOPIC, "empty")
                        + ": no lists are made; name their topic, or set lists.fallback-window: 0 s");
            }
            if (!lists.trendingWindows().contains(window)) {
                throw new SettingsException(pair(
                                LISTS_FALLBACK_WINDOW,
                                Durations.text(window),
                                LISTS_TRENDING_WINDOWS,
                                lists.trendingWindows().stream()
                                        .map(Durations::text)
                                        .collect(Collectors.joining(", ")))
                        + ": there is no list over that window; add it to lists.trending-windows");
            }
        });
    }

    private static void scoring(Arithmetic arithmetic) {
        boolean pruned = arithmetic.mode() == ScoringMode.PRUNED;
        boolean half = arithmetic.precision() == ScoringPrecision.BFLOAT16;
        boolean nd4j = arithmetic.kernel() == KernelChoice.ND4J;
        if (pruned && nd4j) {
            throw new SettingsException(
                    "scoring.mode is pruned and scoring.kernel is nd4j: pruned scoring needs the vector"
                            + " kernel; set scoring.kernel to auto or vector, or scoring.mode to exact");
        }
        if (half && nd4j) {
            throw new SettingsException(
                    "scoring.precision is bfloat16 and scoring.kernel is nd4j: half precision needs the vector"
                            + " kernel; set scoring.kernel to auto or vector, or scoring.precision to float32");
        }
        if (half && pruned) {
            throw new SettingsException(
                    "scoring.precision is bfloat16 and scoring.mode is pruned: pruned scoring keeps the weights as"
                            + " the bundle has them; set scoring.precision to float32, or scoring.mode to exact");
        }
    }

    /** What works together but is hardly meant: one line each. */
    public static List<String> oddIn(JobSettings settings) {
        List<String> odd = new ArrayList<>(new KafkaContradictions(settings).odd());
        AnsweringSettings answering = settings.answering();
        Duration linger = Duration.ofMillis(answering.lingerMillis());
        Duration interval = settings.checkpoints().interval();
        if (linger.compareTo(interval) >= 0) {
            odd.add(pair(BATCH_LINGER, Durations.text(linger), CHECKPOINT_INTERVAL, Durations.text(interval))
                    + ": no event waits that long, as each checkpoint answers what waits; set a shorter batch.linger");
        }
        if (answering.lingerMillis() > 0 && answering.maxBatch() == 1) {
            odd.add(pair(BATCH_LINGER, Durations.text(linger), BATCH_MAX_SIZE, 1)
                    + ": nothing can share a pass of one event; set batch.linger to 0 ms, or a larger batch.max-size");
        }
        if (answering.exclude() == ExcludeRule.SEEN && answering.maxItems() == 1) {
            odd.add(pair(RECOMMEND_EXCLUDE, "seen", SESSION_MAX_ITEMS, 1)
                    + ": one item is remembered, so that seen means current; set a larger session.max-items");
        }
        times(settings, odd);
        if (!settings.lists().category().isEmpty() && settings.lists().topic().isEmpty()) {
            odd.add(pair(LISTS_CATEGORY, settings.lists().category(), LISTS_TOPIC, "empty")
                    + ": no lists are made; name their topic, or leave lists.category out");
        }
        if (settings.state()
                        .blockSize()
                        .multiply(BLOCKS_OF_BUFFER)
                        .compareTo(settings.state().writeBuffer())
                > 0) {
            odd.add(pair(
                            STATE_BLOCK_SIZE,
                            settings.state().blockSize(),
                            STATE_WRITE_BUFFER,
                            settings.state().writeBuffer())
                    + ": a file has a few blocks, and each read fetches one whole; set a smaller state.block-size");
        }
        delivery(settings, odd);
        return List.copyOf(odd);
    }

    private static void times(JobSettings settings, List<String> odd) {
        Duration gap = Duration.ofMillis(settings.answering().gapMillis());
        EventsSettings events = settings.events();
        if (events.outOfOrderness().compareTo(gap) > 0) {
            odd.add(pair(
                            EVENTS_OUT_OF_ORDERNESS,
                            Durations.text(events.outOfOrderness()),
                            SESSION_GAP,
                            Durations.text(gap))
                    + ": a session is kept for longer after its end than it may pause; set a shorter"
                    + " events.out-of-orderness, or a longer session.gap");
        }
        if (events.idleTimeout().compareTo(gap) > 0) {
            odd.add(pair(EVENTS_IDLE_TIMEOUT, Durations.text(events.idleTimeout()), SESSION_GAP, Durations.text(gap))
                    + ": a silent partition keeps sessions open for longer than they may pause; set a shorter"
                    + " events.idle-timeout");
        }
    }

    private static void delivery(JobSettings settings, List<String> odd) {
        OutputSettings output = settings.output();
        if (output.delivery() == Delivery.EXACTLY_ONCE) {
            Duration interval = settings.checkpoints().interval();
            if (interval.compareTo(LONG_WAIT) > 0) {
                odd.add(pair(DELIVERY, output.delivery(), CHECKPOINT_INTERVAL, Durations.text(interval))
                        + ": every answer waits for the next checkpoint; set a shorter checkpoint.interval");
            }
            return;
        }
        unused(DELIVERY_TRANSACTION_PREFIX, output.transactionPrefix(), settings, odd);
        unused(DELIVERY_TRANSACTION_TIMEOUT, output.transactionTimeout(), settings, odd);
    }

    private static <T> void unused(ConfigOption<T> option, T value, JobSettings settings, List<String> odd) {
        if (!value.equals(option.defaultValue())) {
            Object shown = value instanceof Duration time ? Durations.text(time) : value;
            odd.add(pair(option, shown, DELIVERY, settings.output().delivery())
                    + ": it has no effect without transactions; set delivery to exactly-once, or leave it out");
        }
    }

    /**
     * An event would be answered with an answer, and that with another; or one kind of record be
     * taken for the other.
     */
    private static void topicsAreDifferent(JobSettings settings) {
        Map<String, ConfigOption<String>> seen = new LinkedHashMap<>();
        topic(EVENTS_TOPIC, settings.events().topic(), seen);
        topic(RECOMMENDATIONS_TOPIC, settings.output().recommendationsTopic(), seen);
        topic(REJECTED_TOPIC, settings.output().rejectedTopic(), seen);
        topic(MODELS_TOPIC, settings.model().topic(), seen);
        settings.items().topic().ifPresent(name -> topic(ITEMS_TOPIC, name, seen));
        settings.trial().shadowTopic().ifPresent(name -> topic(TRIAL_SHADOW_TOPIC, name, seen));
        settings.lists().topic().ifPresent(name -> topic(LISTS_TOPIC, name, seen));
    }

    private static void topic(ConfigOption<String> option, String name, Map<String, ConfigOption<String>> seen) {
        ConfigOption<String> other = seen.putIfAbsent(name, option);
        if (other != null) {
            throw new SettingsException(
                    pair(other, name, option, name) + ": they hold records of two kinds; name two topics");
        }
    }

    private static String pair(ConfigOption<?> one, Object value, ConfigOption<?> other, Object otherValue) {
        return one.key() + " is " + value + " and " + other.key() + " is " + otherValue;
    }
}
