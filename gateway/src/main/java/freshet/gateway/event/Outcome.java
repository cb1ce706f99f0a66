package freshet.gateway.event;

import freshet.client.Coordinates;
import freshet.gateway.answer.AnswerJson;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import java.time.Duration;

/**
 * What became of one event by the time that its caller waited. Each is the JSON that tells of it in
 * a list, and has the status of a call with this event alone.
 */
sealed interface Outcome {

    /** Of HTTP. */
    int status();

    /** The reply to a call with this event alone. */
    Reply reply();

    /** The event's own answer. */
    record Answered(int status, AnswerJson answer) implements Outcome {
        Answered(AnswerJson answer) {
            this(200, answer);
        }

        @Override
        public Reply reply() {
            return Reply.json(status, answer);
        }
    }

    /**
     * The event is written, and its answer is not here yet.
     *
     * @param event where it is in Kafka
     */
    record Written(int status, Coordinates event, String detail) implements Outcome {
        Written(Coordinates event, String detail) {
            this(202, event, detail);
        }

        @Override
        public Reply reply() {
            return Reply.json(status, this);
        }
    }

    /**
     * The job takes the event for no part of its session.
     *
     * @param reason the kind of reason, for example DUPLICATE
     * @param detail the reason in words
     */
    record Refused(int status, Coordinates event, String reason, String detail) implements Outcome {
        Refused(Coordinates event, String reason, String detail) {
            this(422, event, reason, detail);
        }

        @Override
        public Reply reply() {
            throw Problem.unprocessable("body", detail, "the event is written; send no other one in its place")
                    .with("reason", reason)
                    .with("event", event);
        }
    }

    /**
     * The event is not known to be written.
     *
     * @param mayBeWritten false if it surely is not
     */
    record Unavailable(int status, String detail, String remedy, boolean mayBeWritten) implements Outcome {
        private static final Duration RETRY = Duration.ofSeconds(1);

        Unavailable(String detail, String remedy, boolean mayBeWritten) {
            this(503, detail, remedy, mayBeWritten);
        }

        @Override
        public Reply reply() {
            throw Problem.unavailable(detail, RETRY).with("remedy", remedy).with("mayBeWritten", mayBeWritten);
        }
    }
}
