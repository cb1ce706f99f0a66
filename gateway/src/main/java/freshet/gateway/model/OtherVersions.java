package freshet.gateway.model;

import freshet.gateway.http.Problem;
import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Versions that are not served and that calls ask for by number: each is loaded when it is first
 * asked for. At most two are there at once. Another one takes the place of that which nobody has
 * asked for within the last minute: callers in turns cannot keep the store busy. Threads share it.
 */
final class OtherVersions implements AutoCloseable {
    static final int MOST = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    static final Duration KEPT = Duration.ofMinutes(1);

    private final ModelSwitches switches;
    private final ScheduledExecutorService clock;
    private final LongSupplier nanoTime;
    private final Map<Long, Other> open = new LinkedHashMap<>(MOST * 2, 0.75f, true); // guarded by this
    // One model goes before the next one comes: memory has room for so many.
    private final ExecutorService exchange = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "gateway-other-versions");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed; // guarded by this

    /** @param nanoTime a clock that only goes forward */
    OtherVersions(ModelSwitches switches, ScheduledExecutorService clock, LongSupplier nanoTime) {
        this.switches = switches;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Ranks with a version, once it is loaded.
     *
     * @return the answer; or a {@link Problem}, if it cannot be loaded or takes more than ten
     *     seconds
     * @throws Problem if there is no room for it
     */
    CompletionStage<Answer> rank(Announcement announcement, Ranking ranking) {
        Other other = other(announcement);
        return other.ready
                .copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    throw problem(announcement, failure);
                })
                .thenCompose(ready -> AnsweringThreads.asked(other.thread, ranking, ranking.answer()));
    }

    private static Problem problem(Announcement announcement, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Problem.unavailable(
                "version " + announcement.version()
                        + (cause instanceof TimeoutException
                                ? " is still being loaded"
                                : " cannot be loaded: " + cause.getMessage()),
                RETRY);
    }

    private synchronized Other other(Announcement announcement) {
        if (closed) {
            throw Problem.unavailable("the gateway ends", RETRY);
        }
        long now = nanoTime.getAsLong();
        Other known = open.get(announcement.version());
        if (known != null && known.announcement.equals(announcement) && !known.isToBeTriedAgain(now)) {
            known.asked = now;
            return known;
        }
        Optional<Other> goes =
                Optional.ofNullable(open.remove(announcement.version())).or(() -> eldest(now));
        Other comes = new Other(announcement, now);
        open.put(announcement.version(), comes);
        exchange.execute(() -> {
            goes.ifPresent(other -> other.thread.close());
            comes.thread.offer(announcement);
        });
        return comes;
    }

    /**
     * Takes out what was asked for the longest ago, if there is no room for one more.
     *
     * @throws Problem if all were asked for lately
     */
    private Optional<Other> eldest(long now) {
        if (open.size() < MOST) {
            return Optional.empty();
        }
        Iterator<Other> eldestFirst = open.values().iterator();
        Other eldest = eldestFirst.next();
        if (now - eldest.asked < KEPT.toNanos() && !eldest.ready.isCompletedExceptionally()) {
            throw Problem.unavailable(
                    "versions " + open.keySet() + " were asked for within the last minute; there is room for " + MOST
                            + " beside the served one",
                    KEPT);
        }
        eldestFirst.remove();
        return Optional.of(eldest);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            open.values().forEach(other -> exchange.execute(other.thread::close));
            open.clear();
        }
        exchange.shutdown();
        try {
            exchange.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A version, its thread, and whether it can answer. */
    private final class Other extends Unheard {
        private final Announcement announcement;
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private final AnsweringThread thread;
        private final long begun; // by nanoTime, as asked
        private long asked; // guarded by the outer class

        Other(Announcement announcement, long now) {
            this.announcement = announcement;
            this.begun = now;
            this.asked = now;
            this.thread = new AnsweringThread(
                    "gateway-version-" + announcement.version(),
                    switches,
                    this,
                    clock,
                    switches.settings().queue());
        }

        /** Whether it cannot be loaded, and has not been tried lately. */
        boolean isToBeTriedAgain(long now) {
            return ready.isCompletedExceptionally() && now - begun >= RETRY.toNanos();
        }

        @Override
        public void swapped(Announcement taken, SwapTimes times) {
            ready.complete(null);
        }

        @Override
        public void failed(Announcement refused, String problem) {
            ready.completeExceptionally(new IllegalStateException(problem));
        }

        @Override
        public void refused(Announcement refused, RefusalReason reason) {
            // what went wrong is told as well, and says more
        }
    }
}
