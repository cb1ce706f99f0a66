package freshet.gateway.answer;

import freshet.model.session.SessionRules;
import freshet.schema.Recommendation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest answer of each open session, within bounded memory. An answer is kept as the bytes
 * that travelled, some 400 for 20 items. Threads may share it: readers never wait and never hold up
 * a writer.
 *
 * <p>An answer replaces another one only if its event is later, by the event's coordinates; so a
 * repetition after a failure of the job changes nothing. A session ends as in the job, once event
 * time is past its last event by more than {@link SessionRules#gapMillis}. Where memory is full,
 * the session leaves that was answered least recently.
 */
public final class AnswerStore {
    private static final long NO_EVENT = Long.MIN_VALUE;

    private final SessionRules rules;
    private final long maxBytes;
    private final Map<String, HeldAnswer> bySession = new ConcurrentHashMap<>();

    private @Nullable HeldAnswer leastRecent; // the order of answering: under this object's lock
    private @Nullable HeldAnswer mostRecent;
    private volatile long bytes; // written under the lock
    private volatile long evicted;
    private volatile long eventMillis = NO_EVENT;

    /** @param maxBytes most memory that the answers may take, bytes, at least 1 */
    public AnswerStore(SessionRules rules, long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("answers.max-memory is " + maxBytes + " bytes; it must be at least 1");
        }
        this.rules = rules;
        this.maxBytes = maxBytes;
    }

    /**
     * Takes an answer.
     *
     * @return whether it is the session's newest now; false if that one or a newer one was known
     */
    public boolean offer(Recommendation answer) {
        return offer(answer, HeldAnswer.CODEC.encode(answer));
    }

    /**
     * The same for an answer whose bytes are at hand.
     *
     * @param packed the answer in single-object encoding; the store's own from now on
     */
    public synchronized boolean offer(Recommendation answer, byte[] packed) {
        HeldAnswer known = bySession.get(answer.getSessionId());
        if (known != null && known.covers(answer)) {
            return false;
        }
        if (known != null) {
            remove(known);
        }
        HeldAnswer held = new HeldAnswer(answer, packed, known == null ? NO_EVENT : known.lastEventMillis);
        bySession.put(held.sessionId, held);
        bytes += held.bytes();
        held.earlier = mostRecent;
        if (mostRecent == null) {
            leastRecent = held;
        } else {
            mostRecent.later = held;
        }
        mostRecent = held;
        makeRoom();
        return true;
    }

    /**
     * The newest answer of a session; empty if it has none, is over, or had to leave. Does not
     * wait.
     */
    public Optional<Recommendation> newest(String sessionId) {
        HeldAnswer held = bySession.get(sessionId);
        return held == null || isOver(held) ? Optional.empty() : Optional.of(held.answer());
    }

    /**
     * Lets event time go on: sessions end by it.
     *
     * @param millis event time up to which all events are held to have arrived, milliseconds since
     *     1970; an earlier one than before changes nothing
     */
    public synchronized void advance(long millis) {
        if (millis > eventMillis) {
            eventMillis = millis;
            HeldAnswer held = leastRecent;
            while (held != null && isOver(held)) {
                drop(held);
                held = leastRecent;
            }
        }
    }

    /** Forgets all: their coordinates are of a topic that is gone. */
    public synchronized void clear() {
        bySession.clear();
        leastRecent = null;
        mostRecent = null;
        bytes = 0;
        eventMillis = NO_EVENT;
    }

    /** Sessions whose answer is kept; some of them may be over. */
    public int sessions() {
        return bySession.size();
    }

    /** Memory that the answers take, bytes. */
    public long bytes() {
        return bytes;
    }

    /** Most memory that they may take, bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Open sessions that had to leave because memory was full, since the start. */
    public long evicted() {
        return evicted;
    }

    private void makeRoom() {
        HeldAnswer held = leastRecent;
        while (bytes > maxBytes && held != null) {
            if (!isOver(held)) {
                evicted++;
            }
            drop(held);
            held = leastRecent;
        }
    }

    private void drop(HeldAnswer held) {
        bySession.remove(held.sessionId);
        remove(held);
    }

    private void remove(HeldAnswer held) {
        bytes -= held.bytes();
        HeldAnswer earlier = held.earlier;
        HeldAnswer later = held.later;
        if (earlier == null) {
            leastRecent = later;
        } else {
            earlier.later = later;
        }
        if (later == null) {
            mostRecent = earlier;
        } else {
            later.earlier = earlier;
        }
        held.earlier = null; // what is garbage must keep nothing else
        held.later = null;
    }

    private boolean isOver(HeldAnswer held) {
        return eventMillis != NO_EVENT && !rules.sameSession(held.lastEventMillis, eventMillis);
    }
}
