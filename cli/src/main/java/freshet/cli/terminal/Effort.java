package freshet.cli.terminal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Time that something took.
 *
 * @param cpuSeconds of all threads of this process, those of compiler and garbage collector
 *     included
 * @param seconds on the clock
 */
public record Effort(double cpuSeconds, double seconds) {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A time to measure from. */
    public record Start(long cpuNanos, long nanos) {

        /** This moment. */
        public static Start now() {
            return new Start(processCpuNanos(), System.nanoTime());
        }

        /** What has gone by since. */
        public Effort untilNow() {
            return new Effort((processCpuNanos() - cpuNanos) / NANOS, (System.nanoTime() - nanos) / NANOS);
        }
    }

    /** The rate of {@code count} things, per CPU-second; NaN where no time was seen to pass. */
    public double perCpuSecond(long count) {
        return cpuSeconds > 0 ? count / cpuSeconds : Double.NaN;
    }

    /** The rate of {@code count} things, per second; NaN where no time was seen to pass. */
    public double perSecond(long count) {
        return seconds > 0 ? count / seconds : Double.NaN;
    }

    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
