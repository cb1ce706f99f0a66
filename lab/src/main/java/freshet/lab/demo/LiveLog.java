package freshet.lab.demo;

import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import java.util.ArrayList;
import java.util.List;

/** The events read from the topic so far, for the second training. Threads may share it. */
final class LiveLog {
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
