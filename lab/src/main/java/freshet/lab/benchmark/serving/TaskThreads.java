package freshet.lab.benchmark.serving;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** What the threads of one task have used so far: Flink names each after its task. */
final class TaskThreads {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final String prefix;

    /** @param prefix of the threads' names, for example {@code recommender} */
    TaskThreads(String prefix) {
        this.prefix = prefix;
    }

    /** CPU time in nanoseconds, over all subtasks. */
    long cpuNanos() {
        return sum(THREADS::getThreadCpuTime);
    }

    /** Bytes of objects allocated on the heap, over all subtasks. */
    long allocatedBytes() {
        return sum(THREADS::getThreadAllocatedBytes);
    }

    private long sum(LongUnaryOperator figure) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .flatMap(thread -> Optional.ofNullable(thread).stream()) // some end meanwhile
                .filter(thread -> thread.getThreadName().startsWith(prefix))
                .mapToLong(ThreadInfo::getThreadId)
                .map(figure)
                .filter(value -> value > 0) // of a thread that has ended, -1
                .sum();
    }
}
