package freshet.model.bundle;

import freshet.model.text.Quote;

/**
 * A bundle that cannot be used: the message says what is wrong in it, where, and what to do, on one
 * line without control characters.
 */
public class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BundleException(String message) {
        super(Quote.line(message));
    }

    public BundleException(String message, Throwable cause) {
        super(Quote.line(message), cause);
    }
}
