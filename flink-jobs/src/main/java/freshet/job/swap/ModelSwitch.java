package freshet.job.swap;

import freshet.job.stream.Announcement;
import freshet.model.serving.ServedModel;
import freshet.model.serving.SessionAnswerer;
import freshet.schema.codec.Excerpt;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that one operator instance serves, and those on their way to it. The highest version wins; an older or repeated
 * announcement changes nothing. A model is loaded and its scratch allocated in the background; only the exchange of the
 * two happens on the task's thread. For the task's thread.
 */
public final class ModelSwitch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSwitch.class);

    private final ModelCache cache;
    private final Function<ServedModel, SessionAnswerer> answerers;
    private final Duration loadTimeout;
    private final Executor taskThread;
    private final SwapListener listener;
    private final Map<Long, Coming> loading = new HashMap<>(); // by version
    private Optional<Serving> serving = Optional.empty();
    private Optional<SessionAnswerer> answerer = Optional.empty(); // of what is served, asked for by every batch
    private Optional<Announcement> newest = Optional.empty();

    /**
     * @param answerers allocates the scratch to answer with a model; called on any thread
     * @param loadTimeout a model that is not ready by then is refused, and no longer fetched
     * @param taskThread runs what it is given on the task's thread, between two batches
     */
    public ModelSwitch(
            ModelCache cache,
            Function<ServedModel, SessionAnswerer> answerers,
            Duration loadTimeout,
            Executor taskThread,
            SwapListener listener) {
        this.cache = cache;
        this.answerers = answerers;
        this.loadTimeout = loadTimeout;
        this.taskThread = taskThread;
        this.listener = listener;
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

    /**
     * Serves this model before anything else happens: the one that the state of an earlier run names.
     *
     * @throws IllegalStateException if it cannot be loaded
     */
    public void resume(Announcement announcement) throws InterruptedException {
        try {
            swap(loadNow(announcement), System.nanoTime());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "model " + announcement.model() + " version " + announcement.version()
                            + ", which the state names as served, cannot be loaded: " + cause(e),
                    e);
        }
    }

    /** Waits for the model and serves it, unless it cannot be loaded: the model that stands announced at a fresh start. */
    public void begin(Announcement announcement) throws InterruptedException {
        newest = Optional.of(announcement);
        try {
            swap(loadNow(announcement), System.nanoTime());
        } catch (ExecutionException | TimeoutException e) {
            refuse(announcement, e);
        }
    }

    /** Begins to load a newly announced model, if its version is the highest so far. */
    public void announce(Announcement announcement) {
        if (newest.isEmpty() || announcement.version() > newest.get().version()) {
            newest = Optional.of(announcement);
            loadInBackground(announcement);
        }
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

    private void loadInBackground(Announcement announcement) {
        Coming coming = prepare(announcement);
        loading.put(announcement.version(), coming);
        // If the task has ended and takes nothing any more, close() sees to the model: it is still among those loading.
        coming.ready()
                .copy()
                .orTimeout(loadTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((model, failure) ->
                        taskThread.execute(() -> arrived(announcement, coming, Optional.ofNullable(failure))));
    }

    private Coming prepare(Announcement announcement) {
        return Coming.of(announcement, cache.lease(announcement), answerers);
    }

    private void arrived(Announcement announcement, Coming coming, Optional<Throwable> failure) {
        if (!loading.remove(announcement.version(), coming)) {
            return; // this instance was closed meanwhile
        }
        boolean overtaken = served().filter(served -> served.version() > announcement.version())
                .isPresent();
        if (failure.isPresent() || overtaken) {
            coming.abandon();
            failure.ifPresent(cause -> refuse(announcement, cause));
        } else {
            long start = System.nanoTime();
            finishBatch(coming);
            swap(coming.ready().join(), start);
        }
    }

    /** Where the batch fails, the task ends; the model that was to come is then nobody's. */
    private void finishBatch(Coming next) {
        try {
            listener.beforeSwap();
        } catch (RuntimeException | Error e) {
            next.abandon();
            throw e;
        }
    }

    /** @param start when the task's thread began with it */
    private void swap(Serving next, long start) {
        serving.ifPresent(Serving::close);
        serving = Optional.of(next);
        answerer = Optional.of(next.answerer());
        Announcement announcement = next.announcement();
        if (newest.isEmpty() || announcement.version() > newest.get().version()) {
            newest = Optional.of(announcement);
        }
        SwapTimes times = new SwapTimes(next.loadNanos(), System.nanoTime() - start);
        listener.swapped(announcement, times);
        LOG.info(
                "serving model {} version {} from {}: loaded in {} ms, swapped in {} µs",
                announcement.model(),
                announcement.version(),
                announcement.bundle().getUri(),
                TimeUnit.NANOSECONDS.toMillis(times.loadNanos()),
                TimeUnit.NANOSECONDS.toMicros(times.swapNanos()));
    }

    private void refuse(Announcement announcement, Throwable failure) {
        listener.refused(announcement, Refusal.of(failure).reason());
        LOG.error(
                "refused model {} version {} from {} ({} goes on): {}",
                announcement.model(),
                announcement.version(),
                Excerpt.of(announcement.bundle().getUri(), Excerpt.SENTENCE), // not every refused one is a URI
                served().map(served -> "version " + served.version()).orElse("no model"),
                cause(failure));
    }

    private String cause(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        return refusal.reason() == RefusalReason.TIMEOUT
                ? "not ready within model.load-timeout, " + loadTimeout.toMillis() + " ms"
                : refusal.cause().toString();
    }

    @Override
    public void close() {
        loading.values().forEach(Coming::abandon);
        loading.clear();
        serving.ifPresent(Serving::close);
        serving = Optional.empty();
        answerer = Optional.empty();
    }
}
