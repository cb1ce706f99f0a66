package freshet.cli.gate;

import freshet.job.store.FlinkFileSystems;
import freshet.model.bundle.BundleException;
import freshet.schema.ModelAnnouncement;
import freshet.serving.model.AllowedStores;
import freshet.serving.model.BundleFetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of announced bundles on this machine. */
public final class AnnouncedBundle {
    private AnnouncedBundle() {}

    /**
     * Copies a bundle from its store and compares the hash. Flink's file systems must be known to
     * this process.
     *
     * @param target is written anew; it is whole where this returns
     * @throws BundleException if it cannot be fetched, or is not as announced
     */
    public static void fetch(ModelAnnouncement announced, Path target) {
        try (OutputStream out = Files.newOutputStream(target)) {
            new BundleFetcher(new FlinkFileSystems(), AllowedStores.ANY).fetch(announced, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
