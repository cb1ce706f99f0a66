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

/** Turns an announcement into a model: fetched to a local file, checked, built, self-tested; the file is then deleted. */
final class BundleStore {
    private BundleStore() {}

    /**
     * @param stores where the bundle may be
     * @throws BundleException if any step fails; the message names the cause
     */
    static ServedModel load(Announcement announcement, AllowedStores stores, Arithmetic arithmetic) {
        try {
            Path local = Files.createTempFile("freshet-model-", ".safetensors");
            try {
                BundleFetcher.fetch(announcement.bundle(), stores, local);
                return ModelLoader.load(local, announcement.version(), arithmetic);
            } finally {
                Files.delete(local);
            }
        } catch (IOException e) {
            throw new BundleException("the bundle has no local file: " + e + "; check the temporary folder", e);
        }
    }
}
