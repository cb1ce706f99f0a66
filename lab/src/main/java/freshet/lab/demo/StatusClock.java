package freshet.lab.demo;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Makes a status of figures once a second, with the rates since the one before. For one thread. */
final class StatusClock {
    private static final double EVERY_SECONDS = 0.95;

    private final long started;
    private long lastNanos;
    private long lastWritten;
    private long lastAnswered;

    /** @param started nanoseconds of {@link System#nanoTime} */
    StatusClock(long started) {
        this.started = started;
        this.lastNanos = started;
    }

    /** A status, if the last one is a second old. */
    Optional<DemoStatus> due(long written, DemoFigures figures, LatencyMeter latency, String training) {
        long now = System.nanoTime();
        double seconds = (double) (now - lastNanos) / TimeUnit.SECONDS.toNanos(1);
        if (seconds < EVERY_SECONDS) {
            return Optional.empty();
        }
        DemoStatus status = new DemoStatus(
                (double) (now - started) / TimeUnit.SECONDS.toNanos(1),
                written,
                (written - lastWritten) / seconds,
                (figures.answered() - lastAnswered) / seconds,
                figures,
                latency.interval(),
                training);
        lastNanos = now;
        lastWritten = written;
        lastAnswered = figures.answered();
        return Optional.of(status);
    }

    /**
     * What there is to show at a moment of live serving.
     *
     * @param seconds since the first event was sent
     * @param written events on the topic
     * @param eventsPerSecond since the last status
     * @param answersPerSecond since the last status
     * @param figures what was read from the topics
     * @param latency of the answers since the last status, microseconds
     * @param training how far the second training is, in words; empty when there is none
     */
    record DemoStatus(
            double seconds,
            long written,
            double eventsPerSecond,
            double answersPerSecond,
            DemoFigures figures,
            Histogram latency,
            String training) {}
}
