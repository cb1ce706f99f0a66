package freshet.cli.audit;

import freshet.model.evaluation.RankCounter;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.session.Arrival;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges each recommendation against the next event of the same session, as the evaluator does:
 * events of a key by time, those of equal time by offset, repetitions left out, a session ended by
 * the gap. An event from a clock that is ahead counts at its arrival, as in the job. Holds all
 * events in memory, some 200 bytes each. For one thread.
 */
final class AnswerQuality {
    private static final long EARLIEST = EventLimits.DEFAULT.earliest().toEpochMilli();
    private static final long UNKNOWN = -1; // a time of a record that cannot be right

    private final SessionRules rules;
    private final int k;
    private final EventKeys keys = new EventKeys();
    private final Map<String, List<PlacedEvent>> sessions = new HashMap<>();
    private final Map<Integer, Map<Long, String>> nextItems = new HashMap<>(); // by partition and offset
    private final RankCounter overall;
    private long accepted;
    private long followed;
    private final SortedMap<Long, RankCounter> byVersion = new TreeMap<>();

    private final Map<Integer, Map<Long, Long>> clocks =
            new HashMap<>(); // of the job, at the answer to an event ahead of it

    private record PlacedEvent(int partition, long offset, long recordMillis, ItemEvent event) {
        PlacedEvent bounded(long nowMillis) {
            long bounded = Arrival.bounded(event.saidMillis(), recordMillis, nowMillis);
            return new PlacedEvent(
                    partition,
                    offset,
                    recordMillis,
                    new ItemEvent(
                            event.itemId(), bounded, event.type(), event.eventKey(), event.saidMillis() - bounded));
        }
    }

    /** @param k ranks that count */
    AnswerQuality(SessionRules rules, int k) {
        this.rules = rules;
        this.k = k;
        this.overall = new RankCounter(k);
    }

    /**
     * Takes a valid event of the events topic.
     *
     * @param recordMillis timestamp of its record, as Kafka has it
     */
    void event(int partition, long offset, long recordMillis, SessionEvent event) {
        ItemEvent item = new ItemEvent(
                event.getItemId(),
                event.getEventTime().toEpochMilli(),
                event.getEventType(),
                keys.key(event.getEventId().orElse("")));
        sessions.computeIfAbsent(event.getSessionId(), session -> new ArrayList<>())
                .add(new PlacedEvent(partition, offset, recordMillis < EARLIEST ? UNKNOWN : recordMillis, item));
    }

    /**
     * Takes of each recommendation the job's clock, where the event was ahead of it: before
     * {@link #link}.
     */
    void clock(Recommendation answer) {
        if (answer.getEventTime().isAfter(answer.getEmittedAt())) {
            clocks.computeIfAbsent(answer.getEvent().getPartition(), partition -> new HashMap<>())
                    .putIfAbsent(
                            answer.getEvent().getOffset(), answer.getEmittedAt().toEpochMilli());
        }
    }

    /**
     * Finds the next event of each event that was not rejected: once all events and rejections are
     * known.
     */
    void link(Ledger ledger) {
        for (List<PlacedEvent> events : sessions.values()) {
            events.removeIf(event -> ledger.isRejected(event.partition(), event.offset()));
            events.replaceAll(this::placed);
            events.sort(
                    Comparator.comparing(PlacedEvent::event, ItemEvent.BY_TIME).thenComparingLong(PlacedEvent::offset));
            for (int i = 1; i < events.size(); i++) {
                link(events.get(i - 1), events.get(i).event());
            }
            accepted += events.size();
        }
        sessions.clear();
    }

    /** Judges the first recommendation of an event. */
    void answer(Recommendation answer) {
        nextItem(answer.getEvent()).ifPresent(next -> {
            int rank = rank(answer.getItems(), next);
            overall.add(rank);
            byVersion
                    .computeIfAbsent(answer.getModelVersion(), version -> new RankCounter(k))
                    .add(rank);
        });
    }

    RankingMetrics overall() {
        return overall.metrics();
    }

    /** Readable events that were not rejected. */
    long accepted() {
        return accepted;
    }

    /** Those of them that have a next one in their session. */
    long followed() {
        return followed;
    }

    /** By the version that answered. */
    SortedMap<Long, RankingMetrics> byVersion() {
        SortedMap<Long, RankingMetrics> metrics = new TreeMap<>();
        byVersion.forEach((version, counter) -> metrics.put(version, counter.metrics()));
        return metrics;
    }

    private PlacedEvent placed(PlacedEvent event) {
        Long now = clocks.getOrDefault(event.partition(), Map.of()).get(event.offset());
        return now == null ? event : event.bounded(now);
    }

    private void link(PlacedEvent earlier, ItemEvent next) {
        if (rules.sameSession(earlier.event().timeMillis(), next.timeMillis())) {
            nextItems
                    .computeIfAbsent(earlier.partition(), partition -> new HashMap<>())
                    .put(earlier.offset(), next.itemId());
            followed++;
        }
    }

    private Optional<String> nextItem(EventCoordinates event) {
        return Optional.ofNullable(
                nextItems.getOrDefault(event.getPartition(), Map.of()).get(event.getOffset()));
    }

    private static int rank(List<RecommendedItem> items, String itemId) {
        for (int rank = 0; rank < items.size(); rank++) {
            if (items.get(rank).getItemId().equals(itemId)) {
                return rank;
            }
        }
        return RankCounter.MISS;
    }
}
