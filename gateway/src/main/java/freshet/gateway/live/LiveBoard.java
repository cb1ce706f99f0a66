package freshet.gateway.live;

import freshet.gateway.live.LiveFigures.Swap;
import freshet.gateway.live.LiveFigures.VersionFigures;
import freshet.model.session.Arrival;
import freshet.model.session.SessionRules;
import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Keeps the count of what is read from the events and recommendations topics, in bounded memory.
 * Threads may share it.
 */
public final class LiveBoard {
    /** Versions of which figures are told, the newest ones. */
    static final int VERSIONS_TOLD = 4;

    private static final int VERSIONS_KEPT = 8;
    private static final int WAITING = 10_000;
    private static final int JUDGED_SESSIONS = 10_000;
    private static final int COUNTED_SESSIONS = 100_000;
    private static final int K = 20;

    private final Clock clock;
    private final Consumer<AnsweredEvent> listener;
    private final long startMillis;
    private final AnswerJoin join = new AnswerJoin(WAITING, this::answered);
    private final LiveQuality quality;
    private final OpenSessions open;
    private final RecentLatency latency = new RecentLatency();
    private final RecentSources sources = new RecentSources();
    private final SortedMap<Long, Long> answers = new TreeMap<>(); // by version
    private final List<Swap> swaps = new ArrayList<>(); // since the last second
    private long events; // since the last second
    private long answersNow; // since the last second
    private long secondNanos = System.nanoTime();

    /**
     * @param rules by which the job was told to form sessions
     * @param listener is given each answered event, in the order of a session; must not wait
     */
    public LiveBoard(SessionRules rules, Clock clock, Consumer<AnsweredEvent> listener) {
        this.clock = clock;
        this.listener = listener;
        this.startMillis = clock.millis();
        this.quality = new LiveQuality(rules, K, JUDGED_SESSIONS);
        this.open = new OpenSessions(rules, COUNTED_SESSIONS);
    }

    /**
     * An event was read from its place in the events topic.
     *
     * @param writtenMillis the record's timestamp, milliseconds since 1970
     */
    public synchronized void event(int partition, long offset, long writtenMillis, SessionEvent event) {
        if (writtenMillis >= startMillis) {
            events++; // what was there before says nothing of this second
        }
        // As for the job: one clock that is ahead must not end all other sessions.
        long counts = Arrival.bounded(event.getEventTime().toEpochMilli(), writtenMillis, clock.millis());
        open.event(event.getSessionId(), counts);
        join.event(partition, offset, writtenMillis, event);
    }

    /** A recommendation was read. */
    public synchronized void answer(Recommendation answer) {
        long version = answer.getModelVersion();
        if (answer.getEmittedAt().toEpochMilli() >= startMillis) {
            answersNow++;
            sources.add(answer.getSource());
        }
        if (!answers.isEmpty() && version > answers.lastKey()) {
            Optional<Long> before = Optional.of(answers.lastKey()).filter(known -> known > 0);
            swaps.add(new Swap(answer.getEmittedAt().toString(), before, version));
        }
        answers.merge(version, 1L, Long::sum);
        if (answers.size() > VERSIONS_KEPT) {
            answers.remove(answers.firstKey());
        }
        join.answer(answer);
    }

    /** The topic of the events was made anew: their places mean other events. */
    public synchronized void forget() {
        join.clear();
        open.clear();
        quality.forgetSessions();
    }

    /** Ends a second: its figures, and the swaps in it. */
    synchronized Second second() {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - secondNanos) / 1e9);
        LiveFigures figures = new LiveFigures(
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                events / seconds,
                answersNow / seconds,
                latency.percentiles(),
                versions(),
                answers.isEmpty() ? 0 : answers.lastKey(),
                sources.counts(),
                open.count());
        Second second = new Second(figures, List.copyOf(swaps));
        events = 0;
        answersNow = 0;
        secondNanos = now;
        swaps.clear();
        latency.next();
        sources.next();
        return second;
    }

    private List<VersionFigures> versions() {
        SortedMap<Long, Long> models = answers.tailMap(1L); // 0 is none
        return models.entrySet().stream()
                .skip(Math.max(0, models.size() - VERSIONS_TOLD))
                .map(entry -> Optional.ofNullable(quality.versions().get(entry.getKey()))
                        .map(judged -> VersionFigures.of(entry.getKey(), entry.getValue(), judged))
                        .orElseGet(() -> VersionFigures.unjudged(entry.getKey(), entry.getValue())))
                .toList();
    }

    private void answered(AnsweredEvent next) {
        if (next.writtenMillis() >= startMillis) {
            latency.add(clock.millis() - next.writtenMillis());
        }
        quality.answered(next);
        listener.accept(next);
    }

    /**
     * What a second brought.
     *
     * @param figures at its end
     * @param swaps in it, the oldest first
     */
    record Second(LiveFigures figures, List<Swap> swaps) {}
}
