package freshet.model.data.run;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.Visits;
import java.util.ArrayList;
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
    private static final int KEYED = 1; // flags of an event: its id's key is told
    private static final int TYPED = 2; // its type is another than that of the event before
    private static final int AHEAD = 4; // its clock was ahead

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
        ByteSink sink = new ByteSink();
        sink.fixed(start);
        sink.text(session.key());
        sink.number(events.size());
        sink.number(equal);
        long time = start;
        String type = ItemEvent.VIEW;
        for (ItemEvent event : events) {
            boolean another = !event.type().equals(type);
            boolean keyed = event.eventKey() != ItemEvent.NO_KEY;
            sink.number((event.isAhead() ? AHEAD : 0) + (another ? TYPED : 0) + (keyed ? KEYED : 0));
            sink.text(event.itemId());
            sink.number(event.timeMillis() - time);
            if (another) {
                sink.text(event.type());
            }
            if (keyed) {
                sink.fixed(event.eventKey());
            }
            if (event.isAhead()) {
                sink.number(event.aheadMillis());
            }
            time = event.timeMillis();
            type = event.type();
        }
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
        long time = source.fixed();
        String sessionKey = source.text();
        int count = source.count();
        source.count();
        List<ItemEvent> read = new ArrayList<>(count);
        String type = ItemEvent.VIEW;
        for (int i = 0; i < count; i++) {
            long flags = source.number();
            String item = source.text();
            time += source.number();
            type = (flags & TYPED) == 0 ? type : source.text();
            long eventKey = (flags & KEYED) == 0 ? ItemEvent.NO_KEY : source.fixed();
            read.add(new ItemEvent(item, time, type, eventKey, (flags & AHEAD) == 0 ? 0 : source.number()));
        }
        if (!source.isAtEnd() || read.isEmpty()) {
            throw new IllegalArgumentException("it has " + count + " events, and bytes behind them");
        }
        return new Session(sessionKey, read);
    }
}
