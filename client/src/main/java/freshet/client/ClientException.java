package freshet.client;

/** Something about Kafka or the client: the message names it and the remedy. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of reason, for code; the message is for people. */
    public enum Reason {
        /** No broker answers, or it refuses the client. */
        UNREACHABLE,
        /** A topic does not exist. */
        MISSING_TOPIC,
        /** As many events wait for an answer as may. This one was not sent. */
        TOO_MANY_PENDING,
        /**
         * Kafka did not acknowledge the event. After a time-out it may be written all the same: to
         * send the same {@link Event} again is safe, as the job rejects a repetition.
         */
        NOT_WRITTEN,
        /** The event is or will be written, but answers cannot be read. */
        NOT_READ,
        /** The client is closed. This event was not sent. */
        CLOSED
    }

    private final Reason reason;

    ClientException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ClientException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
