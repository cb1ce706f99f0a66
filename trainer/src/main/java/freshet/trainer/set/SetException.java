package freshet.trainer.set;

/**
 * A training set that cannot be used or written: the message says which file, what is wrong and
 * what to do.
 */
public final class SetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SetException(String message) {
        super(message);
    }

    public SetException(String message, Throwable cause) {
        super(message, cause);
    }
}
