package freshet.job.testing;

import freshet.schema.EventCoordinates;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import freshet.serving.Announcement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job is told before and after a golden savepoint. The first half is the same in every run,
 * byte for byte, so that the offsets in the savepoint fit the topics of a new broker to which it is
 * sent again. For one thread.
 */
public final class GoldenRun {
    /** Names the topics: the savepoint's offsets are of these. */
    public static final String TOPICS = "golden";

    /** Sessions, each of four events before the savepoint and four after it. */
    public static final int SESSIONS = 10;

    /** Events of a session before the savepoint. */
    public static final int BEFORE = 4;

    private static final int ITEMS = 12; // as the golden model has

    private final TestTopics topics;
    private final Map<String, List<String>> histories = new HashMap<>(); // items sent so far, by session
    private final Map<EventCoordinates, List<String>> expected = new HashMap<>(); // history with the event

    public GoldenRun(TestTopics topics) {
        this.topics = topics;
    }

    /** Announces the model and sends every session's first events. */
    public void first(Announcement model) throws Exception {
        topics.announce(model);
        rounds(0, BEFORE);
    }

    /** Sends every session's last events. */
    public void second() throws Exception {
        rounds(BEFORE, 2 * BEFORE);
    }

    /**
     * Sends an event once more that every session had before the savepoint: with an event id and a
     * later time, and without an id.
     */
    public void repeats() throws Exception {
        for (int session = 0; session < SESSIONS; session++) {
            topics.event(event(session, 0, 90), EventFormat.AVRO);
            topics.event(event(session, 1, 1), EventFormat.AVRO);
        }
    }

    /** The items of the event's session up to the event. */
    public List<String> history(EventCoordinates event) {
        return expected.get(event);
    }

    private void rounds(int from, int to) throws Exception {
        for (int round = from; round < to; round++) {
            for (int session = 0; session < SESSIONS; session++) {
                SessionEvent event = event(session, round, round);
                List<String> history = histories.computeIfAbsent(event.getSessionId(), id -> new ArrayList<>());
                history.add(event.getItemId());
                expected.put(topics.event(event, EventFormat.AVRO), List.copyOf(history));
            }
        }
    }

    /** Even rounds have event ids, the second of them is no view. */
    private static SessionEvent event(int session, int round, long second) {
        return SessionEvent.newBuilder()
                .setSessionId("s" + session)
                .setItemId("i" + (session * 5 + round * 7) % ITEMS)
                .setEventTime(Instant.ofEpochMilli(Events.START + second * 1000))
                .setEventType(round == 2 ? "cart" : "view")
                .setEventId(round % 2 == 0 ? "e" + session + "-" + round : null)
                .build();
    }
}
