package freshet.cli.evaluate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Time that something took.
 *
 * @param cpuSeconds of all threads of this process, those of compiler and garbage collector included
 * @param seconds on the clock
 */
record Effort(double cpuSeconds, double seconds) {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A time to measure from. */
    record Start(long cpuNanos, long nanos) {

        static Start now() {
            return new Start(processCpuNanos(), System.nanoTime());
        }

        Effort untilNow() {
            return new Effort((processCpuNanos() - cpuNanos) / NANOS, (System.nanoTime() - nanos) / NANOS);
        }
    }

    /** So many things in this time, per CPU-second; 0 where no time was seen to pass. */
    double perCpuSecond(long count) {
        return cpuSeconds > 0 ? count / cpuSeconds : 0;
    }

    /** So many things in this time, per second. */
    double perSecond(long count) {
        return seconds > 0 ? count / seconds : 0;
    }

    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
