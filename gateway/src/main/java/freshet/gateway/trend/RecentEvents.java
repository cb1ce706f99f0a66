package freshet.gateway.trend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest events of each session, for a person who looks at one, within bounded memory: the
 * session leaves first whose newest event was read least recently. Threads may share it.
 */
public final class RecentEvents {
    /** Bytes of an event without its texts, and of a session. */
    private static final int FRAME_BYTES = 120;

    private final int perSession;
    private final long maxBytes;
    private final Map<String, Deque<SeenEvent>> bySession = new LinkedHashMap<>(); // least recent first
    private long bytes;

    /**
     * @param perSession most events of a session
     * @param maxBytes most memory, bytes
     */
    public RecentEvents(int perSession, long maxBytes) {
        this.perSession = perSession;
        this.maxBytes = maxBytes;
    }

    /** The newest events of a session by their own time, oldest first; none if it is not known. */
    public synchronized List<SeenEvent> of(String sessionId) {
        Deque<SeenEvent> events = bySession.get(sessionId);
        if (events == null) {
            return List.of();
        }
        List<SeenEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparing(SeenEvent::eventTime));
        return List.copyOf(ordered);
    }

    synchronized void add(String sessionId, SeenEvent event) {
        Deque<SeenEvent> events = bySession.remove(sessionId);
        if (events == null) {
            events = new ArrayDeque<>(2);
            bytes += sessionBytes(sessionId);
        }
        events.addLast(event);
        bytes += bytes(event);
        if (events.size() > perSession) {
            bytes -= bytes(events.removeFirst());
        }
        bySession.put(sessionId, events);
        makeRoom();
    }

    synchronized void clear() {
        bySession.clear();
        bytes = 0;
    }

    /** Memory that is taken, bytes. */
    synchronized long bytes() {
        return bytes;
    }

    private void makeRoom() {
        Iterator<Map.Entry<String, Deque<SeenEvent>>> oldest =
                bySession.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Map.Entry<String, Deque<SeenEvent>> gone = oldest.next();
            bytes -= sessionBytes(gone.getKey())
                    + gone.getValue().stream().mapToLong(RecentEvents::bytes).sum();
            oldest.remove();
        }
    }

    private static long sessionBytes(String sessionId) {
        return 2L * FRAME_BYTES + (long) Character.BYTES * sessionId.length();
    }

    private static long bytes(SeenEvent event) {
        return FRAME_BYTES
                + (long) Character.BYTES
                        * (event.itemId().length() + event.eventType().length());
    }
}
