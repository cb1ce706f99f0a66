package freshet.model.testing;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What calls allocate once they are compiled.
 *
 * <p>Vectors are objects until the compiler has put them into registers, so that the first calls do
 * allocate. What the compiler makes of a method also depends on what ran before in the same
 * process, here the tests of other shapes, and on the load. So the classes are loaded anew, with no
 * past, and once more where vectors stay objects: code that does allocate does so every time.
 */
public final class SteadyAllocation {
    /** Found once, as looking it up allocates. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * On the CPU, not on the clock: where many processes share it, the compiler has as little of it
     * as the calls.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int ATTEMPTS = 5;
    private static final int FEW = 10; // calls; those before the compilation take long
    private static final int MANY = 100;

    private SteadyAllocation() {}

    /**
     * The calls that do allocate, with the bytes of the last ones.
     *
     * @param calls public, with a public constructor; gives calls by name, none of which shares
     *     anything with this class loader
     */
    public static Map<String, Long> of(Class<? extends Supplier<Map<String, Runnable>>> calls)
            throws IOException, ReflectiveOperationException {
        Map<String, Long> allocating = attempt(calls);
        for (int attempt = 1; !allocating.isEmpty() && attempt < ATTEMPTS; attempt++) {
            allocating = attempt(calls);
        }
        return allocating;
    }

    private static Map<String, Long> attempt(Class<?> calls) throws IOException, ReflectiveOperationException {
        Map<String, Long> allocating = new TreeMap<>();
        try (URLClassLoader anew = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Supplier<?> made = (Supplier<?>)
                    anew.loadClass(calls.getName()).getDeclaredConstructor().newInstance();
            ((Map<?, ?>) made.get()).forEach((name, call) -> {
                long allocated = inTheEnd((Runnable) call);
                if (allocated > 0) {
                    allocating.put((String) name, allocated);
                }
            });
        }
        return allocating;
    }

    private static URL[] classPath() throws IOException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }

    private static long inTheEnd(Runnable call) {
        long end = THREADS.getCurrentThreadCpuTime() + PATIENCE.toNanos();
        long allocated;
        do {
            allocated = allocatedBy(call, FEW);
            allocated += allocated == 0 ? allocatedBy(call, MANY) : 0;
        } while (allocated > 0 && THREADS.getCurrentThreadCpuTime() < end);
        return allocated;
    }

    private static long allocatedBy(Runnable call, int times) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
