package freshet.cli.kafka;

import org.apache.kafka.common.errors.AuthorizationException;

/** Says of a refusal by Kafka's access control which right is missing. */
public final class Rights {
    private Rights() {}

    /**
     * Why a request failed, as the end of a sentence.
     *
     * @param cause as a client gives it
     * @param right that the request needs, for example {@code WRITE on topic events}
     */
    public static String reason(Throwable cause, String right) {
        return cause instanceof AuthorizationException
                ? "this client lacks the right " + right + "; grant it to its principal"
                : String.valueOf(cause.getMessage());
    }
}
