package freshet.lab.demo;

import freshet.gateway.live.AnswerJoin;
import freshet.gateway.live.AnsweredEvent;
import freshet.gateway.live.LiveQuality;
import freshet.lab.demo.DemoFigures.VersionFigures;
import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Keeps the count of what is read from the topics. Threads may share it: one writes, others ask for
 * figures.
 */
final class DemoBoard {
    private static final int OPEN_SESSIONS = 100_000;

    private final LatencyMeter latency;
    private final LiveQuality quality;
    private final SampleSessions samples;
    private final AnswerJoin join = new AnswerJoin(Integer.MAX_VALUE, this::answered);
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private final LiveLog log = new LiveLog();
    private long answers;
    private long newestVersion;

    /**
     * @param k ranks that count
     * @param name gives an item's name for its id
     */
    DemoBoard(LatencyMeter latency, SessionRules rules, int k, UnaryOperator<String> name) {
        this.latency = latency;
        this.quality = new LiveQuality(rules, k, OPEN_SESSIONS);
        this.samples = new SampleSessions(name);
    }

    /** An event was read from its place in the events topic, written at a time in milliseconds. */
    synchronized void event(int partition, long offset, long writtenMillis, SessionEvent event) {
        log.add(event);
        join.event(partition, offset, writtenMillis, event);
    }

    /** A recommendation was read. */
    synchronized void answer(Recommendation answer) {
        latency.received(answer);
        newestVersion = Math.max(newestVersion, answer.getModelVersion());
        join.answer(answer);
    }

    /** A rejection was read. */
    synchronized void rejection(RejectedEvent rejection) {
        rejected.merge(rejection.getReason(), 1L, Long::sum);
        join.rejection(rejection.getEvent()).ifPresent(latency::rejected);
    }

    /** The events as they were read, for another training. */
    LiveLog log() {
        return log;
    }

    /** What was seen so far. */
    synchronized DemoFigures figures() {
        return new DemoFigures(
                answers,
                newestVersion,
                Map.copyOf(rejected),
                quality.all().predictions(),
                quality.all().recall(),
                quality.all().mrr(),
                quality.versions().entrySet().stream()
                        .map(entry -> VersionFigures.of(entry.getKey(), entry.getValue()))
                        .toList(),
                samples.latest());
    }

    private void answered(AnsweredEvent next) {
        answers++;
        samples.answered(next, quality.answered(next));
    }

    /** The events read from the topic so far, for the second training. Threads may share it. */
    static final class LiveLog {
        private final EventKeys keys = new EventKeys();
        private final List<LoggedEvent> events = new ArrayList<>();
        private boolean closed;

        /** Takes an event as it was read; nothing after {@link #take}. */
        synchronized void add(SessionEvent event) {
            if (!closed) {
                events.add(new LoggedEvent(
                        event.getSessionId(),
                        new ItemEvent(
                                event.getItemId(),
                                event.getEventTime().toEpochMilli(),
                                event.getEventType(),
                                keys.key(event.getEventId().orElse("")))));
            }
        }

        /** Hands over all events and takes no more. */
        synchronized List<LoggedEvent> take() {
            closed = true;
            List<LoggedEvent> taken = List.copyOf(events);
            events.clear();
            return taken;
        }
    }
}
