package freshet.serving.model;

import freshet.model.bundle.BundleException;
import freshet.model.load.TooLittleMemoryException;
import freshet.serving.model.BundleFetcher.OtherBytesException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What keeps a bundle out of service.
 *
 * @param cause the failure itself, without what futures wrap it in
 */
public record Refusal(RefusalReason reason, Throwable cause) {

    static Refusal of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Refusal(reason(cause), cause);
    }

    /**
     * Whether another attempt may succeed: what was announced is not known to be bad. Other bytes
     * than the announced ones may be those of an object that is still copied.
     */
    boolean mayPass() {
        return reason != RefusalReason.INVALID || cause instanceof OtherBytesException;
    }

    /** Whether the whole bundle was fetched in vain, so that another attempt is expensive. */
    boolean costly() {
        return cause instanceof OtherBytesException
                || cause instanceof TooLittleMemoryException
                || cause instanceof OutOfMemoryError;
    }

    private static RefusalReason reason(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return RefusalReason.TIMEOUT;
        }
        if (cause instanceof TooLittleMemoryException) {
            return RefusalReason.ERROR;
        }
        if (cause instanceof BundleException) {
            return cause.getCause() instanceof IOException ? RefusalReason.UNREACHABLE : RefusalReason.INVALID;
        }
        return RefusalReason.ERROR;
    }

    /** Why an announced bundle is not served. */
    public enum RefusalReason {
        /** It was not ready within {@code model.load-timeout}. */
        TIMEOUT,
        /** The store does not give it, or the local disk does not take it. */
        UNREACHABLE,
        /**
         * It is not what was announced, or fails a check: of the place, the hash, the file, the
         * weights, the self-test.
         */
        INVALID,
        /**
         * Its version is no higher than one announced before it, as on a topic that was made anew.
         */
        OUTRANKED,
        /** Anything else, for example too little memory. */
        ERROR
    }
}
