package freshet.serving.model;

import freshet.model.answer.SessionAnswerer;
import freshet.model.load.ServedModel;
import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.Serving.Coming;
import freshet.serving.model.SwapListener.SwapTimes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The model that one operator instance serves, and those on their way to it. The highest version
 * that can be loaded wins; an older or repeated announcement changes nothing. A model is loaded and
 * its scratch allocated in the background; only the exchange of the two happens on the task's
 * thread. For the task's thread.
 */
public final class ModelSwitch implements AutoCloseable {
    /**
     * Times the limit of one load: how long a fresh start goes on to try one version after the
     * other.
     */
    private static final int START_LOADS = 3;

    private static final Duration NO_END = Duration.ofNanos(Long.MAX_VALUE);

    private static final Comparator<Announcement> HIGHEST_FIRST =
            Comparator.comparingLong(Announcement::version).reversed();

    private final ModelCache cache;
    private final Function<ServedModel, SessionAnswerer> answerers;
    private final Duration loadTimeout;
    private final SwapListener listener;
    private final SwapLog log;
    private final PendingModels pending;
    private Optional<Serving> serving = Optional.empty();
    private Optional<SessionAnswerer> answerer = Optional.empty(); // of what is served, asked for by every batch
    private Optional<Announcement> newest = Optional.empty();

    /**
     * @param answerers allocates the scratch to answer with a model; called on any thread
     * @param loadTimeout a load that takes longer has failed; it goes on no longer
     * @param retryInitial how long the first failed load of a model waits for its next attempt
     * @param retryMax how long any waits at most; what has fetched the whole bundle in vain waits
     *     longer
     */
    public ModelSwitch(
            ModelCache cache,
            Function<ServedModel, SessionAnswerer> answerers,
            Duration loadTimeout,
            Duration retryInitial,
            Duration retryMax,
            TaskThread taskThread,
            SwapListener listener) {
        this(cache, answerers, loadTimeout, retryInitial, retryMax, taskThread, listener, "no model");
    }

    /** @param otherwise what answers where this serves no model, in the words of the log */
    public ModelSwitch(
            ModelCache cache,
            Function<ServedModel, SessionAnswerer> answerers,
            Duration loadTimeout,
            Duration retryInitial,
            Duration retryMax,
            TaskThread taskThread,
            SwapListener listener,
            String otherwise) {
        this.cache = cache;
        this.answerers = answerers;
        this.loadTimeout = loadTimeout;
        this.listener = listener;
        this.log = new SwapLog(loadTimeout, otherwise);
        this.pending = new PendingModels(
                this::prepare, loadTimeout, new Backoff(retryInitial, retryMax, cache.seed()), taskThread, new Loads());
    }

    /** Answers with the model that is served, if any has arrived. */
    public Optional<SessionAnswerer> answerer() {
        return answerer;
    }

    /** The announcement of the model that is served. */
    public Optional<Announcement> served() {
        return serving.map(Serving::announcement);
    }

    /** The announcement with the highest version so far, served or not. */
    public Optional<Announcement> newest() {
        return newest;
    }

    /** Whether the highest version loads for the first time: it may be served in a moment. */
    public boolean isComing() {
        return newest.filter(known -> pending().contains(known))
                .filter(known -> !pending.failing().equals(Optional.of(known)))
                .isPresent();
    }

    /** The announcements that load or are tried again, the lowest version first. */
    public List<Announcement> pending() {
        return pending.announcements();
    }

    /**
     * Serves this model before anything else happens: the one that the state of an earlier run
     * names. Where it cannot be loaded, the highest newer one that can be takes its place.
     *
     * @param known newer announcements of the state; they are loaded in the background
     * @param announced looks up all announcements, if the model cannot be loaded
     * @throws IllegalStateException if neither it nor a newer one can be loaded
     */
    public void resume(Announcement served, List<Announcement> known, Supplier<List<Announcement>> announced)
            throws InterruptedException {
        try {
            swap(loadNow(served), System.nanoTime());
        } catch (ExecutionException | TimeoutException e) {
            resumeNewer(served, e, known, announced);
        }
        known.stream()
                .sorted(HIGHEST_FIRST.reversed())
                .filter(announcement -> !pending().contains(announcement))
                .forEach(this::offer);
    }

    private void resumeNewer(
            Announcement served, Exception cause, List<Announcement> known, Supplier<List<Announcement>> announced)
            throws InterruptedException {
        var failure = new IllegalStateException(
                "model " + served.model() + " version " + served.version()
                        + ", which the state names as served, cannot be loaded: " + log.cause(cause),
                cause);
        List<Announcement> newer = Stream.concat(known.stream(), lookUp(announced, failure).stream())
                .filter(announcement -> announcement.version() > served.version())
                .toList();
        if (!serveHighest(newer, NO_END)) {
            throw failure;
        }
        log.insteadOfServed(served, cause, serving.orElseThrow().announcement());
    }

    private static List<Announcement> lookUp(
            Supplier<List<Announcement>> announced, IllegalStateException whySoughtFor) {
        try {
            return announced.get();
        } catch (RuntimeException e) {
            whySoughtFor.addSuppressed(e);
            throw whySoughtFor;
        }
    }

    /**
     * Waits for the model with the highest version that can be loaded and serves it: what is
     * announced at a fresh start. Those that cannot be loaded are tried again in the background.
     * The wait ends after three times the load timeout and the load that runs by then.
     */
    public void begin(List<Announcement> announced) throws InterruptedException {
        serveHighest(announced, loadTimeout.multipliedBy(START_LOADS));
    }

    /**
     * Begins to load a newly announced model, unless a higher version was announced or it is
     * served.
     */
    public void offer(Announcement announcement) {
        boolean older =
                newest.filter(known -> known.version() > announcement.version()).isPresent();
        boolean repeated = served().filter(served -> served.version() >= announcement.version())
                .isPresent();
        if (!older && !repeated) {
            newest = Optional.of(announcement);
            pending.load(announcement);
            listener.failing(pending.failing());
        } else if (newest.filter(known -> isOutranked(announcement, known)).isPresent()) {
            listener.refused(announcement, RefusalReason.OUTRANKED);
            log.outranked(announcement, newest.get());
        }
    }

    /**
     * Whether a deployment that came later counts for less: its version was taken from a topic that
     * was made anew, or by hand.
     */
    private static boolean isOutranked(Announcement announcement, Announcement known) {
        boolean sameVersion = announcement.version() == known.version();
        boolean sameBytes =
                announcement.bundle().getSha256().equals(known.bundle().getSha256());
        boolean later =
                announcement.bundle().getCreatedAt().isAfter(known.bundle().getCreatedAt());
        return later && announcement.version() <= known.version() && !(sameVersion && sameBytes);
    }

    /**
     * Whether one could be loaded. The first in the list wins among those of one version.
     *
     * @param most no other version is tried after this time
     */
    private boolean serveHighest(List<Announcement> announced, Duration most) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(most);
        List<Announcement> candidates = announced.stream().sorted(HIGHEST_FIRST).toList();
        candidates.stream().findFirst().ifPresent(this::seen);
        Set<Long> tried = new HashSet<>();
        for (Announcement candidate : candidates) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            if (!tried.add(candidate.version())) {
                continue;
            }
            try {
                swap(loadNow(candidate), System.nanoTime());
                if (tried.size() > 1) {
                    log.insteadOfNewest(candidates.get(0), candidate);
                }
                return true;
            } catch (ExecutionException | TimeoutException e) {
                pending.failed(candidate, e);
            }
        }
        return false;
    }

    private Serving loadNow(Announcement announcement)
            throws InterruptedException, ExecutionException, TimeoutException {
        Coming coming = prepare(announcement);
        try {
            return coming.ready().get(loadTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            coming.abandon();
            throw e;
        }
    }

    private Coming prepare(Announcement announcement) {
        return Coming.of(announcement, cache.lease(announcement, loadTimeout), answerers);
    }

    private void take(Coming coming) {
        long start = System.nanoTime();
        try {
            listener.beforeSwap();
        } catch (RuntimeException | Error e) {
            coming.abandon(); // the task ends; the model that was to come is nobody's
            throw e;
        }
        swap(coming.ready().join(), start);
    }

    /** @param start when the task's thread began with it */
    private void swap(Serving next, long start) {
        serving.ifPresent(Serving::close);
        serving = Optional.of(next);
        answerer = Optional.of(next.answerer());
        Announcement announcement = next.announcement();
        seen(announcement);
        pending.served(announcement.version());
        SwapTimes times = new SwapTimes(next.loadNanos(), System.nanoTime() - start);
        listener.swapped(announcement, times);
        listener.failing(pending.failing());
        log.serving(announcement, times);
    }

    private void seen(Announcement announcement) {
        if (newest.isEmpty() || announcement.version() > newest.get().version()) {
            newest = Optional.of(announcement);
        }
    }

    @Override
    public void close() {
        pending.close();
        serving.ifPresent(Serving::close);
        serving = Optional.empty();
        answerer = Optional.empty();
    }

    private final class Loads implements PendingModels.Outcome {
        @Override
        public void ready(Coming coming) {
            take(coming);
        }

        @Override
        public void failed(Announcement announcement, Refusal refusal, int failures, Optional<Duration> retry) {
            if (failures == 1 || retry.isEmpty()) {
                listener.refused(announcement, refusal.reason());
            }
            listener.failing(pending.failing());
            listener.failed(announcement, log.cause(refusal));
            log.failed(announcement, refusal, failures, retry, served());
        }

        @Override
        public void retrying(Announcement announcement) {
            listener.retrying(announcement);
        }

        @Override
        public void givenUp(Announcement announcement) {
            log.givenUp(announcement);
        }
    }
}
