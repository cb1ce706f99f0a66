package freshet.cli.rollout;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings events and answers together to sessions, in the order in which they opened within their
 * partition: a session counts once it and all before it are over, or have as many answers as count.
 * So no session counts earlier for being short, and what is counted at a look says nothing of what
 * comes. For one thread.
 *
 * <p>It keeps the events of open sessions of the trial, and the ids of those that were counted and
 * may go on. A session is open for {@link #SPAN} pauses at most. Where more events would be kept
 * than it may keep, sessions that open then are passed over: that says nothing of how they end.
 */
final class SessionJoin {
    private static final int SPAN = 4;
    private static final int MOST_COUNTED = 100_000; // sessions whose later events are passed over

    private final long quietMillis;
    private final long gapMillis;
    private final int limit;
    private final int most;
    private final SessionListener listener;
    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private int kept; // events of open sessions
    private long passedOver; // sessions

    /**
     * @param quietMillis pause in event time after which a session counts
     * @param gapMillis pause that ends it: what comes before is of the session that was counted
     * @param limit predictions of a session that count
     * @param most events that are kept; a session that was begun is kept to its end
     */
    SessionJoin(long quietMillis, long gapMillis, int limit, int most, SessionListener listener) {
        this.quietMillis = quietMillis;
        this.gapMillis = Math.max(quietMillis, gapMillis);
        this.limit = limit;
        this.most = most;
        this.listener = listener;
    }

    /** Takes an answer to an event that is read before or after it. */
    void answer(int partition, long offset, String sessionId, ArmAnswer answer) {
        Partition events = partition(partition);
        if (offset < events.readTo) {
            events.answered(sessionId, offset, answer);
        } else {
            events.ahead.computeIfAbsent(offset, at -> new TwoAnswers()).put(answer);
        }
    }

    /** The first answered offsets of the partitions of which no event was read yet. */
    Map<Integer, Long> unread() {
        Map<Integer, Long> first = new HashMap<>();
        partitions.forEach((number, partition) -> {
            if (partition.readTo == 0 && !partition.ahead.isEmpty()) {
                first.put(number, partition.ahead.firstKey());
            }
        });
        return first;
    }

    /** The offsets behind the last answered events that were not read yet, by partition. */
    Map<Integer, Long> answeredTo() {
        Map<Integer, Long> ends = new HashMap<>();
        partitions.forEach((number, partition) -> {
            if (!partition.ahead.isEmpty()) {
                ends.put(number, partition.ahead.lastKey() + 1);
            }
        });
        return ends;
    }

    /**
     * Takes an event from its place; those of a partition in their order.
     *
     * @param item hash of its item's id, see {@link TextHash}
     */
    void event(int partition, long offset, String sessionId, long item, long saidMillis, long recordMillis) {
        partition(partition).event(offset, sessionId, item, saidMillis, recordMillis);
    }

    /**
     * All events before some offsets were read: what is over counts.
     *
     * @param read offsets by partition; answers to events before them wait no longer
     */
    void settle(Map<Integer, Long> read) {
        read.forEach((number, offset) -> partition(number).ahead.headMap(offset).clear());
        partitions.values().forEach(Partition::settle);
    }

    /** Events that are kept. */
    int kept() {
        return kept;
    }

    /** Sessions that were passed over, as too many events were kept when they opened. */
    long passedOver() {
        return passedOver;
    }

    private Partition partition(int number) {
        return partitions.computeIfAbsent(number, each -> new Partition());
    }

    private static final class TwoAnswers {
        private Optional<ArmAnswer> seen = Optional.empty();
        private Optional<ArmAnswer> shadow = Optional.empty();

        void put(ArmAnswer answer) { // a repetition changes nothing
            if (answer.shadow()) {
                shadow = shadow.or(() -> Optional.of(answer));
            } else {
                seen = seen.or(() -> Optional.of(answer));
            }
        }
    }

    private final class Partition {
        private final TreeMap<Long, TwoAnswers> ahead = new TreeMap<>(); // by offset of the event
        private final Map<String, OpenSession> open = new LinkedHashMap<>(); // in the order of opening
        private final Map<String, Long> counted = new LinkedHashMap<>(16, 0.75f, true); // newest time by session
        private long readTo; // offset behind the last event that was read
        private long now = Long.MIN_VALUE; // newest time of an answered event

        void event(long offset, String sessionId, long item, long saidMillis, long recordMillis) {
            readTo = offset + 1;
            TwoAnswers answers = Optional.ofNullable(ahead.remove(offset)).orElseGet(TwoAnswers::new);
            Optional<AnsweredEvent> answered = answers.seen.map(
                    seen -> OpenSession.answered(offset, item, saidMillis, recordMillis, seen, answers.shadow));
            long time = answered.map(AnsweredEvent::timeMillis)
                    .orElseGet(() -> OpenSession.plausible(saidMillis, recordMillis));
            Optional<OpenSession> going = Optional.ofNullable(open.get(sessionId));
            if (going.isPresent() ? isKept(going.get(), time) : opens(sessionId, time, answers)) {
                OpenSession session = going.orElseGet(() -> new OpenSession(sessionId));
                open.putIfAbsent(sessionId, session);
                session.event(offset, item, saidMillis, recordMillis);
                kept++;
                answers.seen.ifPresent(answer -> answered(sessionId, offset, answer));
                answers.shadow.ifPresent(answer -> answered(sessionId, offset, answer));
            } else {
                answered.ifPresent(this::answered);
            }
        }

        private boolean isKept(OpenSession session, long time) {
            if (session.isFull(limit) || time > session.firstMillis() + SPAN * gapMillis) {
                session.touch(time);
                return false;
            }
            return true;
        }

        /** Whether an event opens a session that is kept. */
        private boolean opens(String sessionId, long time, TwoAnswers answers) {
            Optional<Long> last = Optional.ofNullable(counted.get(sessionId));
            if (last.filter(newest -> time <= newest + gapMillis).isPresent()) {
                counted.put(sessionId, Math.max(time, last.get()));
                return false;
            }
            boolean unknown = answers.seen.isEmpty(); // the answer may come yet
            if (!unknown && answers.shadow.isEmpty() && !listener.isOfTrial(sessionId)) {
                return false;
            }
            if (kept >= most) {
                counted.put(sessionId, time);
                passedOver++;
                return false;
            }
            return true;
        }

        void answered(String sessionId, long offset, ArmAnswer answer) {
            OpenSession session = open.get(sessionId);
            if (session != null) {
                session.answer(offset, answer).ifPresent(this::answered);
            }
        }

        private void answered(AnsweredEvent event) {
            now = Math.max(now, event.timeMillis());
            listener.answered(event);
        }

        void settle() {
            Iterator<OpenSession> eldest = open.values().iterator();
            while (eldest.hasNext()) {
                OpenSession session = eldest.next();
                if (!isOver(session)) {
                    break;
                }
                eldest.remove();
                kept -= session.size();
                if (session.lastMillis() + gapMillis >= now) {
                    counted.put(session.id(), session.lastMillis());
                }
                listener.over(session.id(), session.answered());
            }
            counted.values().removeIf(last -> last + gapMillis < now);
            Iterator<String> silent = counted.keySet().iterator();
            while (counted.size() > MOST_COUNTED) {
                silent.next();
                silent.remove();
            }
        }

        private boolean isOver(OpenSession session) {
            return session.isFull(limit)
                    || session.lastMillis() + quietMillis < now
                    || session.firstMillis() + SPAN * gapMillis < now;
        }
    }
}
