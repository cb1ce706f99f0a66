package freshet.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Replies that are read before the broker's acknowledgement tells which event they are for. They
 * are kept while an event of their session has no place yet. For one thread at a time.
 */
final class EarlyReplies {
    private final int limit;
    private final Map<String, Session> sessions = new HashMap<>();
    private int kept;

    /** The time tells an event from one at the same place of an earlier topic. */
    private record Key(Coordinates event, Instant eventTime) {}

    private static final class Session {
        private final Map<Key, Reply> replies = new LinkedHashMap<>();
        private int unplaced;
    }

    /** @param limit most replies that are kept at a time */
    EarlyReplies(int limit) {
        this.limit = limit;
    }

    /** An event of the session is sent: from now on its reply may come. */
    void expect(String sessionId) {
        sessions.computeIfAbsent(sessionId, id -> new Session()).unplaced++;
    }

    /** An event of the session is written or given up. */
    void release(String sessionId) {
        Session session = sessions.get(sessionId);
        if (--session.unplaced == 0) {
            kept -= session.replies.size();
            sessions.remove(sessionId);
        }
    }

    /**
     * Keeps a reply if an event of its session has no place yet. At the limit it takes the place of
     * the session's oldest one, or is dropped.
     */
    void keep(Reply reply) {
        Session session = sessions.get(reply.sessionId());
        if (session == null) {
            return;
        }
        Key key = new Key(reply.event(), reply.eventTime());
        if (session.replies.containsKey(key)) {
            return; // repeated after a failure of the job
        }
        if (kept == limit) {
            Iterator<Reply> oldest = session.replies.values().iterator();
            if (!oldest.hasNext()) {
                return;
            }
            oldest.next();
            oldest.remove();
            kept--;
        }
        session.replies.put(key, reply);
        kept++;
    }

    /** Takes out the reply to an event whose place is known now. */
    Optional<Reply> take(Ticket ticket, Coordinates place) {
        Reply reply = sessions.get(ticket.sessionId).replies.remove(new Key(place, ticket.eventTime));
        if (reply != null) {
            kept--;
        }
        return Optional.ofNullable(reply);
    }

    int size() {
        return kept;
    }
}
