package freshet.lab.benchmark.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks at this process's memory ten times a second, as Linux tells it: all of it, and without the
 * pages of mapped files, which the system takes back when it needs them. Threads may share it.
 */
final class ResidentPeak implements Runnable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long PAUSE_MILLIS = 100;
    private static final long KIBIBYTE = 1024;

    private final AtomicLong anonymous = new AtomicLong();
    private final AtomicLong resident = new AtomicLong();

    private ResidentPeak() {}

    /** Begins to look, until the process ends. */
    static ResidentPeak start() {
        ResidentPeak peak = new ResidentPeak();
        if (Files.isReadable(STATUS)) {
            Thread thread = new Thread(peak, "memory");
            thread.setDaemon(true);
            thread.start();
        }
        return peak;
    }

    /** Most bytes that were no file's; 0 where no /proc tells. */
    long anonymous() {
        return anonymous.get();
    }

    /** Most bytes together; 0 where no /proc tells. */
    long resident() {
        return resident.get();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("RssAnon:")) {
                anonymous.accumulateAndGet(bytes(line), Math::max);
            } else if (line.startsWith("VmHWM:")) {
                resident.accumulateAndGet(bytes(line), Math::max);
            }
        }
    }

    private static long bytes(String line) {
        return KIBIBYTE * Long.parseLong(line.replaceAll("\\D", ""));
    }
}
