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

/**
 * Versions that are not served and that calls ask for by number: each is loaded when it is first
 * asked for. At most two are there at once; another one takes the place of that which was asked for
 * the longest ago. Threads share it.
 */
final class OtherVersions implements AutoCloseable {
    static final int MOST = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ModelSwitches switches;
    private final ScheduledExecutorService clock;
    private final Map<Long, Other> open = new LinkedHashMap<>(MOST * 2, 0.75f, true); // guarded by this
    // One model goes before the next one comes: memory has room for so many.
    private final ExecutorService exchange = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "gateway-other-versions");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed; // guarded by this

    OtherVersions(ModelSwitches switches, ScheduledExecutorService clock) {
        this.switches = switches;
        this.clock = clock;
    }

    /**
     * Ranks with a version, once it is loaded.
     *
     * @return the answer; or a {@link Problem}, if it cannot be loaded or takes more than ten
     *     seconds
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
        Other known = open.get(announcement.version());
        if (known != null && known.announcement.equals(announcement) && !known.ready.isCompletedExceptionally()) {
            return known;
        }
        Optional<Other> goes =
                Optional.ofNullable(open.remove(announcement.version())).or(this::eldest);
        Other comes = new Other(announcement);
        open.put(announcement.version(), comes);
        exchange.execute(() -> {
            goes.ifPresent(other -> other.thread.close());
            comes.thread.offer(announcement);
        });
        return comes;
    }

    /** Takes out what was asked for the longest ago, if there is no room for one more. */
    private Optional<Other> eldest() {
        if (open.size() < MOST) {
            return Optional.empty();
        }
        Iterator<Other> eldestFirst = open.values().iterator();
        Other eldest = eldestFirst.next();
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

        Other(Announcement announcement) {
            this.announcement = announcement;
            this.thread = new AnsweringThread(
                    "gateway-version-" + announcement.version(),
                    switches,
                    this,
                    clock,
                    switches.settings().queue());
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
