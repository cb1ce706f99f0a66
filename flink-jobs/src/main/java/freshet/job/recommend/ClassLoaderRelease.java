package freshet.job.recommend;

import freshet.model.nd4j.UnpackedLibraries;
import freshet.serving.model.ModelCache;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what would keep the job's class loader, with all its classes, in the TaskManager after the
 * job's last task: threads whose classes are the job's own, as those of JavaCPP and ND4J, which
 * know no end. It closes the models that are kept for a restart, and removes the native libraries
 * that were unpacked for this job alone. Where the job's classes belong to the process, it does
 * nothing. Threads may share it.
 */
public final class ClassLoaderRelease implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ClassLoaderRelease.class);
    private static final String HOOK = "freshet-class-loader";
    private static final String BLOB = "blob_"; // how Flink names a job's jars on a TaskManager
    private static final long PATIENCE_MILLIS = 1_000; // for each thread

    private final URLClassLoader own;

    /** @param own the loader of the job's classes alone */
    ClassLoaderRelease(URLClassLoader own) {
        this.own = own;
    }

    /**
     * Lets Flink run it when the job's last task on this TaskManager has ended.
     *
     * @param temporary a folder of this TaskManager, for native libraries
     */
    public static void register(RuntimeContext context, File temporary) {
        ClassLoader own = ClassLoaderRelease.class.getClassLoader();
        if (own != RuntimeContext.class.getClassLoader() && own instanceof URLClassLoader urls) {
            // Else all TaskManagers of a user share a folder, and none could tell when it may
            // remove something there.
            if (System.getProperty(UnpackedLibraries.FOLDER) == null) {
                System.setProperty(
                        UnpackedLibraries.FOLDER,
                        temporary.toPath().resolve("javacpp").toString());
            }
            context.registerUserCodeClassLoaderReleaseHookIfAbsent(HOOK, new ClassLoaderRelease(urls));
        }
    }

    @Override
    public void run() {
        ModelCache.closeUnusedOfThisJvm();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getClass().getClassLoader() == own)
                .toList();
        threads.forEach(Thread::interrupt);
        threads.forEach(ClassLoaderRelease::awaitEnd);
        try {
            UnpackedLibraries.folder().ifPresent(this::removeOwn);
        } catch (IOException e) {
            LOG.warn("native libraries may be left behind: {}", e.toString());
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("thread {} does not end; it keeps the job's classes in this TaskManager", thread.getName());
        }
    }

    private void removeOwn(Path folder) {
        for (URL jar : own.getURLs()) {
            String name = Path.of(jar.getPath()).getFileName().toString();
            if (name.startsWith(BLOB)) {
                remove(folder.resolve(name));
            }
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            LOG.warn("native libraries are left behind in {}: {}", folder, e.toString());
        }
    }
}
