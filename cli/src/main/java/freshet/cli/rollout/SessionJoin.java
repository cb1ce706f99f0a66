package freshet.cli.rollout;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings events and answers together to sessions, in the order in which they opened within their
 * partition: a session counts once it and all before it are over, or have as many answers as count.
 * So no session counts earlier for being short, and what is counted at a look says nothing of what
 * comes. For one thread.
 */
final class SessionJoin {
    private static final int MOST_COUNTED = 100_000; // sessions whose later events are passed over

    private final long quietMillis;
    private final long gapMillis;
    private final int limit;
    private final SessionListener listener;
    private final Map<Integer, Partition> partitions = new TreeMap<>();

    /**
     * @param quietMillis pause in event time after which a session counts
     * @param gapMillis pause that ends it: what comes before is of the session that was counted
     * @param limit predictions of a session that count
     */
    SessionJoin(long quietMillis, long gapMillis, int limit, SessionListener listener) {
        this.quietMillis = quietMillis;
        this.gapMillis = Math.max(quietMillis, gapMillis);
        this.limit = limit;
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

    /**
     * Takes an event from its place; those of a partition in their order.
     *
     * @param item its number, see {@link ItemNumbers}
     */
    void event(int partition, long offset, String sessionId, int item, long saidMillis, long recordMillis) {
        Partition events = partition(partition);
        events.event(offset, sessionId, item, saidMillis, recordMillis);
    }

    /** All that is on the topics was read: what is over counts. */
    void settle() {
        partitions.values().forEach(Partition::settle);
    }

    private Partition partition(int number) {
        return partitions.computeIfAbsent(number, each -> new Partition());
    }

    private static final class TwoAnswers {
        private final ArmAnswer[] answers = new ArmAnswer[2];
        private int count;

        void put(ArmAnswer answer) {
            if (count == 0 || count == 1 && answers[0].shadow() != answer.shadow()) {
                answers[count++] = answer; // a repetition changes nothing
            }
        }
    }

    private final class Partition {
        private final TreeMap<Long, TwoAnswers> ahead = new TreeMap<>(); // by offset of the event
        private final Map<String, OpenSession> open = new LinkedHashMap<>(); // in the order of opening
        private final Map<String, Long> counted = new LinkedHashMap<>(16, 0.75f, true); // newest time by session
        private long readTo; // offset behind the last event that was read
        private long now = Long.MIN_VALUE; // newest time of an answered event

        void event(long offset, String sessionId, int item, long saidMillis, long recordMillis) {
            readTo = offset + 1;
            ahead.headMap(offset).clear(); // of events before the first one that was read
            OpenSession session = open.computeIfAbsent(sessionId, OpenSession::new);
            session.event(offset, item, saidMillis, recordMillis);
            TwoAnswers answers = ahead.remove(offset);
            if (answers != null) {
                for (int i = 0; i < answers.count; i++) {
                    answered(sessionId, offset, answers.answers[i]);
                }
            }
        }

        void answered(String sessionId, long offset, ArmAnswer answer) {
            OpenSession session = open.get(sessionId);
            if (session != null) {
                session.answer(offset, answer).ifPresent(event -> {
                    now = Math.max(now, event.timeMillis());
                    listener.answered(event);
                });
            }
        }

        void settle() {
            Iterator<OpenSession> eldest = open.values().iterator();
            while (eldest.hasNext()) {
                OpenSession session = eldest.next();
                if (!isOver(session)) {
                    break;
                }
                eldest.remove();
                count(session);
            }
            counted.values().removeIf(last -> last + gapMillis < now);
            Iterator<String> silent = counted.keySet().iterator();
            while (counted.size() > MOST_COUNTED) {
                silent.next();
                silent.remove();
            }
        }

        private boolean isOver(OpenSession session) {
            return session.paired() > limit || session.lastMillis() + quietMillis < now;
        }

        private void count(OpenSession session) {
            boolean goesOn = counted.containsKey(session.id());
            counted.merge(session.id(), session.lastMillis(), Math::max);
            if (!goesOn) {
                listener.over(session.id(), session.answered());
            }
        }
    }
}
