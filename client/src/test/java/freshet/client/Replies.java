package freshet.client;

import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import java.time.Instant;
import java.util.List;

/** What a job says of events, for tests. */
final class Replies {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Replies() {}

    static Coordinates place(long offset) {
        return new Coordinates("events", 0, offset);
    }

    /** A recommendation whose only item is named after the event's offset. */
    static Answer.Recommended recommended(String session, Instant time, long offset) {
        return new Answer.Recommended(
                session,
                place(offset),
                time,
                List.of(new Item("item-" + offset, 1)),
                RecommendationSource.MODEL,
                7,
                1,
                time.plusMillis(3));
    }

    static Reply recommendation(String session, Instant time, long offset) {
        return Reply.of(recommended(session, time, offset));
    }

    static Reply rejection(String session, Instant time, long offset) {
        return new Reply(
                place(offset),
                session,
                time,
                new Answer.Rejected(RejectionReason.DUPLICATE, "seen before", place(offset)));
    }
}
