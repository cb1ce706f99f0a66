package freshet.job.testing;

import freshet.job.stream.AcceptedEvent;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import java.nio.charset.StandardCharsets;

/** Makes accepted events, each at the next offset of one partition. For one thread. */
public final class Events {
    /** 2020-09-13 12:26:40 UTC. */
    public static final long START = 1_600_000_000_000L;

    private long offset;

    /** A view of an item, a number of seconds after {@link #START}. */
    public AcceptedEvent view(String session, String item, long second) {
        return event(session, ItemEvent.view(item, START + second * 1000));
    }

    public AcceptedEvent event(String session, ItemEvent event) {
        byte[] key = session.getBytes(StandardCharsets.UTF_8);
        byte[] raw = ("raw " + offset).getBytes(StandardCharsets.UTF_8);
        return new AcceptedEvent(
                session, event, new EventCoordinates("events", 0, offset++), event.timeMillis(), key, raw);
    }
}
