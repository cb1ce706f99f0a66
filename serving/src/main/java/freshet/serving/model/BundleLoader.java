package freshet.serving.model;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.text.Quote;
import freshet.serving.Announcement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns announcements into models: fetched to a local file, checked, built, self-tested. Bundles
 * are fetched side by side, but built one after the other in the whole JVM, so that each is judged
 * by the memory that the one before has left. Threads may share it.
 */
final class BundleLoader {
    private static final Lock BUILDING = new ReentrantLock(); // one heap, one builder

    private final BundleFetcher fetcher;
    private final Arithmetic arithmetic;

    BundleLoader(BundleFetcher fetcher, Arithmetic arithmetic) {
        this.fetcher = fetcher;
        this.arithmetic = arithmetic;
    }

    /**
     * @throws BundleException if any step fails or the thread is interrupted; the message names the
     *     cause
     */
    ServedModel load(Announcement announcement) {
        try (FileChannel local = fetcher.toLocalFile(announcement.bundle())) {
            return build(local, announcement);
        } catch (IOException e) {
            throw new BundleException(
                    "the bundle has no local file: " + e + "; check the folder " + fetcher.folder(), e);
        } catch (InterruptedException e) {
            throw new BundleException("given up before it was built", e);
        }
    }

    private ServedModel build(FileChannel file, Announcement announcement) throws InterruptedException {
        String name = Quote.sentence(announcement.bundle().getUri());
        BUILDING.lockInterruptibly();
        try {
            // On a thread that nobody interrupts: what is set up once per JVM, as ND4J is by its
            // first model, must not break off.
            return CompletableFuture.supplyAsync(
                            () -> ModelLoader.load(file, name, announcement.version(), arithmetic),
                            work -> ModelCache.daemon("freshet-model-builder", work)
                                    .start())
                    .join();
        } finally {
            BUILDING.unlock();
        }
    }
}
