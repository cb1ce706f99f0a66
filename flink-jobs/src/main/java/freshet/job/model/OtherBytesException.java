package freshet.job.model;

import freshet.model.bundle.BundleException;

/** The store gives other bytes than were announced: for good, or while it still copies them. */
final class OtherBytesException extends BundleException {
    private static final long serialVersionUID = 1L;

    OtherBytesException(String message) {
        super(message);
    }
}
