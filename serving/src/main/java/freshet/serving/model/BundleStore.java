package freshet.serving.model;

import freshet.serving.model.AllowedStores.AllowedFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of bundles come from. Stores that are equal reach the same places by the same
 * ways: their users share the models. Threads may share it.
 */
public interface BundleStore {

    /**
     * Opens a bundle. An interrupt of the thread should end it, and the reading of what it gives.
     *
     * @param file a place that was found to be allowed
     * @throws IOException if the store does not give it, or knows no such scheme
     */
    Content open(AllowedFile file) throws IOException;

    /**
     * A bundle that is read; closed by its opener.
     *
     * @param bytes its size, as far as the store says; it may give more
     * @param in its bytes
     */
    record Content(long bytes, InputStream in) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
