package freshet.model.data.run;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.Visits;
import java.util.Comparator;
import java.util.List;

/**
 * A session as bytes, with what is asked of it before it is read whole.
 *
 * @param start when its first event was, milliseconds since 1970
 * @param key its id
 * @param events how many it has, at least 1
 * @param equalTimes how many of them share their time with another one
 * @param bytes all of it; not to be written to
 */
public record SessionRecord(long start, String key, int events, int equalTimes, byte[] bytes) {
    /**
     * The order of {@link freshet.model.data.Sessions#of}: no two sessions of a log are equal by
     * it.
     */
    public static final Comparator<SessionRecord> BY_START =
            Comparator.comparingLong(SessionRecord::start).thenComparing(SessionRecord::key);

    /** Writes a session, whose events are in order of time. */
    public static SessionRecord of(Session session) {
        List<ItemEvent> events = session.events();
        long start = events.get(0).timeMillis();
        int equal = (int) Visits.equalTimes(events);
        ByteSink sink = new ByteSink(256);
        sink.fixed(start);
        sink.text(session.key());
        sink.number(events.size());
        sink.number(equal);
        EventBytes.write(sink, events, sink::text);
        return new SessionRecord(start, session.key(), events.size(), equal, sink.toArray());
    }

    /**
     * Reads what stands before a session's events.
     *
     * @throws IllegalArgumentException if the bytes are no session
     */
    public static SessionRecord of(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        return new SessionRecord(source.fixed(), source.text(), source.count(), source.count(), bytes);
    }

    /**
     * The session.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    public Session session() {
        ByteSource source = new ByteSource(bytes);
        long first = source.fixed();
        String sessionKey = source.text();
        int count = source.count();
        source.count();
        List<ItemEvent> read = EventBytes.read(source, count, first, source::text);
        if (!source.isAtEnd() || read.isEmpty()) {
            throw new IllegalArgumentException("it has " + count + " events, and bytes behind them");
        }
        return new Session(sessionKey, read);
    }
}
