package freshet.model.load;

import freshet.model.bundle.BundleException;

/**
 * A bundle that does not fit into the heap beside what is there now. It may fit later, or with more
 * memory.
 */
public final class TooLittleMemoryException extends BundleException {
    private static final long serialVersionUID = 1L;

    public TooLittleMemoryException(String message) {
        super(message);
    }

    public TooLittleMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
