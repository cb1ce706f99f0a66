package freshet.job.recommend;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClassLoaderReleaseTest {
    @Test
    void threadsOfItsOwnClassesEndAndNoOthers() throws Exception {
        Thread other = new EndlessThread();
        other.start();
        WeakReference<ClassLoader> loader = released();
        assertThat(other.isAlive()).isTrue();
        other.interrupt();
        eventually().untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).as("the class loader").isNull();
        });
    }

    /** A class loader one of whose threads has run. */
    private static WeakReference<ClassLoader> released() throws Exception {
        URL classes = EndlessThread.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader own = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Thread thread = (Thread) own.loadClass(EndlessThread.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            thread.start();
            new ClassLoaderRelease(own).run();
            eventually().until(() -> !thread.isAlive()); // it waits a second for it
            return new WeakReference<>(own);
        }
    }

    /** Ends when it is interrupted, as the threads of ND4J and JavaCPP do. */
    public static final class EndlessThread extends Thread {
        private final CountDownLatch never = new CountDownLatch(1);

        public EndlessThread() {
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupt();
            }
        }
    }
}
