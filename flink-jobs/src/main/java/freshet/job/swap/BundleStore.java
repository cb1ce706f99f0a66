package freshet.job.swap;

import freshet.job.store.AllowedStores;
import freshet.job.stream.Announcement;
import freshet.model.bundle.BundleException;
import freshet.model.serving.Arithmetic;
import freshet.model.serving.ModelLoader;
import freshet.model.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns announcements into models: fetched to a local file, checked, built, self-tested; the file is then deleted. Bundles are fetched side by
 * side, but built one after the other, so that each is judged by the memory that the one before has left. Threads may share it.
 */
final class BundleStore {
    private final AllowedStores stores;
    private final Arithmetic arithmetic;
    private final Lock building = new ReentrantLock();

    /** @param stores where bundles may be */
    BundleStore(AllowedStores stores, Arithmetic arithmetic) {
        this.stores = stores;
        this.arithmetic = arithmetic;
    }

    /** @throws BundleException if any step fails; the message names the cause */
    ServedModel load(Announcement announcement) {
        try {
            Path local = Files.createTempFile("freshet-model-", ".safetensors");
            try {
                BundleFetcher.fetch(announcement.bundle(), stores, local);
                return build(local, announcement.version());
            } finally {
                Files.delete(local);
            }
        } catch (IOException e) {
            throw new BundleException("the bundle has no local file: " + e + "; check the temporary folder", e);
        }
    }

    private ServedModel build(Path file, long version) {
        building.lock();
        try {
            return ModelLoader.load(file, version, arithmetic);
        } finally {
            building.unlock();
        }
    }
}
