package freshet.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that completes the callers' futures and knows when a deadline passes. Threads may
 * share it.
 */
final class ClientThread implements Executor, AutoCloseable {
    private final ThreadGroup own = new ThreadGroup("freshet-client");
    private final ScheduledThreadPoolExecutor timer;

    ClientThread() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(own, task, "freshet-client");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true); // most deadlines never pass
    }

    /** Completes a future: on this thread, or on the caller's own once this is closed. */
    @Override
    public void execute(Runnable completion) {
        try {
            timer.execute(completion);
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }

    /** Lets a ticket's deadline pass after a while; its answer comes before and ends that. */
    void setAlarm(Ticket ticket, Duration deadline, Runnable expiry) {
        try {
            Future<?> alarm = timer.schedule(expiry, TimeUnit.NANOSECONDS.convert(deadline), TimeUnit.NANOSECONDS);
            ticket.answer.whenComplete((answer, failure) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            expiry.run(); // closed since the ticket was opened
        }
    }

    void repeat(Runnable task, Duration pause) {
        timer.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Completes what it was given, waits for that for {@link KafkaClients#REACH} at most, and ends.
     */
    @Override
    public void close() {
        timer.shutdown();
        if (Thread.currentThread().getThreadGroup() == own) {
            return; // what is chained to a future closes the client: it cannot wait for itself
        }
        try {
            timer.awaitTermination(KafkaClients.REACH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
