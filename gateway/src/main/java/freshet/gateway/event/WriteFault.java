package freshet.gateway.event;

import freshet.client.ClientException;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Says of an event that could not be written what that means for its sender. */
final class WriteFault {
    private static final String AGAIN = "send the same event again, with its eventTime and eventId: the job rejects it"
            + " as a repetition if it was written";
    private static final String LATER = "the event is not written: send it again later";

    private WriteFault() {}

    /** Of a failure that the client tells. */
    static Outcome.Unavailable of(ClientException fault) {
        return mayBeWritten(fault)
                ? new Outcome.Unavailable(fault.getMessage(), AGAIN, true)
                : new Outcome.Unavailable(fault.getMessage(), LATER, false);
    }

    /** Of an event that the brokers have not acknowledged in time. */
    static Outcome.Unavailable unacknowledged(long millis) {
        return new Outcome.Unavailable(
                "no broker has acknowledged the event within " + millis + " ms; it may still be written", AGAIN, true);
    }

    /** Of a gateway that has not reached a broker yet. */
    static Outcome.Unavailable unconnected(String problem) {
        return new Outcome.Unavailable(problem, LATER, false);
    }

    private static boolean mayBeWritten(ClientException fault) {
        Throwable cause = fault.getCause();
        return switch (fault.reason()) {
            case NOT_READ -> true;
            case NOT_WRITTEN ->
                !(cause instanceof BufferExhaustedException
                        || cause instanceof AuthenticationException
                        || cause instanceof AuthorizationException
                        || neverSent(cause));
            case UNREACHABLE, MISSING_TOPIC, TOO_MANY_PENDING, CLOSED -> false;
        };
    }

    /** As the producer says it of a record whose partition it does not know. */
    private static boolean neverSent(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("not present in metadata");
    }
}
