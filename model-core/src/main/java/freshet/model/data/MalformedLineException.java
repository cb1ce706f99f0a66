package freshet.model.data;

/**
 * A line that is not as its format wants it: the message says what it has and what belongs there.
 */
public final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedLineException(String message) {
        super(message);
    }

    public MalformedLineException(String message, Throwable cause) {
        super(message, cause);
    }
}
