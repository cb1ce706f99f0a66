package freshet.client;

import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of one event. Immutable. */
public sealed interface Answer {

    /**
     * The event's own recommendation.
     *
     * @param sessionId of the event
     * @param event where the event is in Kafka
     * @param eventTime the event's own time, to the millisecond
     * @param items best first; none where {@code source} is {@code NONE}
     * @param source where the items come from
     * @param modelVersion version of the model that answered, as published; 0 before any
     * @param position how many events of the session the answer rests on, this one included; from 1
     * @param emittedAt the job's clock when it handed the answer on
     */
    record Recommended(
            String sessionId,
            Coordinates event,
            Instant eventTime,
            List<Item> items,
            RecommendationSource source,
            long modelVersion,
            int position,
            Instant emittedAt)
            implements Answer {
        public Recommended {
            Objects.requireNonNull(sessionId, "sessionId");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(eventTime, "eventTime");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(emittedAt, "emittedAt");
            items = List.copyOf(items);
        }
    }

    /**
     * The job takes the event for no part of its session.
     *
     * @param reason the kind of reason, for example {@code DUPLICATE}
     * @param words the reason for people: the field, its value, what would be right
     * @param event where the event is in Kafka
     */
    record Rejected(RejectionReason reason, String words, Coordinates event) implements Answer {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(words, "words");
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * The deadline passed, or the client was closed, before the event had its answer. The event
     * itself is not lost: it is written, or still on its way, see {@link Sending#written()}.
     *
     * <p>A job with {@code delivery: exactly-once} shows its answers with its next checkpoint. With
     * a shorter deadline than {@code checkpoint.interval} most events time out; see
     * {@link ClientStatus#heldBack()}.
     *
     * @param event where the event is in Kafka; empty if the broker had not acknowledged it
     * @param newest for a page that must show something: the newest answer of the session that the
     *     client knows. It is the answer to another event, which its coordinates name.
     */
    record TimedOut(Optional<Coordinates> event, Optional<Recommended> newest) implements Answer {
        public TimedOut {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(newest, "newest");
        }
    }
}
