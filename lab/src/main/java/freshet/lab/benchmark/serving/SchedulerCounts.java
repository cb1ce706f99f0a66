package freshet.lab.benchmark.serving;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What Linux has counted of each of this process's threads
 * ({@code /proc/self/task/*}{@code /schedstat}: nanoseconds on a core and in a run queue). For one
 * thread.
 */
final class SchedulerCounts {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String NUMBER_OF_THREAD = "[-_#]?\\d+$";

    private final Map<Path, String> kinds = new HashMap<>(); // by thread: its name without its number
    private Map<Path, ThreadTime> last = new HashMap<>(); // by thread

    /** Whether there is such a count here. */
    static boolean exist() {
        return Files.isReadable(TASKS) && Files.isReadable(Path.of("/proc/self/schedstat"));
    }

    /**
     * What has come since the last call, by kind of thread; what began since counts from its begin,
     * what ended since does not count.
     */
    Map<String, ThreadTime> sinceLast() throws IOException {
        Map<Path, ThreadTime> now = new HashMap<>();
        Map<String, ThreadTime> byKind = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(TASKS)) {
            for (Path thread : threads) {
                try {
                    ThreadTime time = time(Files.readString(thread.resolve("schedstat")));
                    now.put(thread, time);
                    byKind.merge(
                            kind(thread), time.since(last.getOrDefault(thread, ThreadTime.ZERO)), ThreadTime::plus);
                } catch (IOException e) {
                    kinds.remove(thread); // it has ended since it was listed
                }
            }
        }
        last = now;
        return byKind;
    }

    private String kind(Path thread) throws IOException {
        String known = kinds.get(thread);
        if (known == null) {
            known = Files.readString(thread.resolve("comm")).strip().replaceAll(NUMBER_OF_THREAD, "");
            kinds.put(thread, known);
        }
        return known;
    }

    /** The first two of three numbers. */
    private static ThreadTime time(String schedstat) throws IOException {
        String[] numbers = schedstat.strip().split(" ");
        if (numbers.length < 2) {
            throw new IOException("no schedstat: \"" + schedstat + "\"");
        }
        return new ThreadTime(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /**
     * Time of one thread or of several.
     *
     * @param onCoreNanos that it had a core
     * @param queuedNanos that it could have used one and waited in a core's run queue
     */
    record ThreadTime(long onCoreNanos, long queuedNanos) {
        /** None. */
        public static final ThreadTime ZERO = new ThreadTime(0, 0);

        /** Both together. */
        public ThreadTime plus(ThreadTime other) {
            return new ThreadTime(onCoreNanos + other.onCoreNanos, queuedNanos + other.queuedNanos);
        }

        /** What has come since an earlier count of the same thread. */
        public ThreadTime since(ThreadTime earlier) {
            return new ThreadTime(onCoreNanos - earlier.onCoreNanos, queuedNanos - earlier.queuedNanos);
        }
    }
}
