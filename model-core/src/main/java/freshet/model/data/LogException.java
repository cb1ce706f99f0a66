package freshet.model.data;

/**
 * A log that cannot be used: the message says what is wrong, in which file and line, and what to
 * do.
 */
public final class LogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
