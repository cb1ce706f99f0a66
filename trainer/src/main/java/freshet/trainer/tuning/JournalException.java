package freshet.trainer.tuning;

/**
 * A journal that cannot be gone on with: the message is one line that says what is wrong, where,
 * and what to do.
 */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
