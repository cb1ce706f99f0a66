package freshet.lab.benchmark.serving;

import freshet.cli.CommandException;
import freshet.model.data.LoggedEvent;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events when they are due, on a thread of its own. What is late is sent at once and counts
 * from when it was due: a stall delays events, and their latency says so.
 */
final class OpenLoop implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final Schedule schedule;
    private final LiveSessions traffic;
    private final EventProducer producer;
    private final LatencyLog log;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "benchmark-events");
    private volatile boolean stopped;

    /** Starts to send. */
    OpenLoop(Schedule schedule, LiveSessions traffic, EventProducer producer, LatencyLog log) {
        this.schedule = schedule;
        this.traffic = traffic;
        this.producer = producer;
        this.log = log;
        thread.start();
    }

    /** @throws CommandException if the sending has failed */
    void requireWorking() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw new CommandException("the events cannot be sent: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join(STOP_MILLIS);
    }

    private void send() {
        try {
            for (long event = 0; event < schedule.events() && !stopped; event++) {
                long due = schedule.dueNanos(event);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                LoggedEvent next = traffic.next();
                log.sent(next, due);
                producer.send(next);
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    /**
     * When each event is due in an open loop: at a fixed rate from a start on, without regard to
     * what became of the events before it. Immutable.
     *
     * @param startNanos when the first one is due, on the clock of {@link System#nanoTime}
     * @param perSecond events in a second, over 0
     * @param events how many there are
     */
    record Schedule(long startNanos, double perSecond, long events) {
        private static final double SECOND = 1e9;

        /** Events for so long a time. */
        static Schedule of(long startNanos, double perSecond, long durationNanos) {
            return new Schedule(startNanos, perSecond, (long) (perSecond * (durationNanos / SECOND)));
        }

        /** When an event is due. */
        long dueNanos(long event) {
            return startNanos + (long) (event * (SECOND / perSecond));
        }
    }
}
