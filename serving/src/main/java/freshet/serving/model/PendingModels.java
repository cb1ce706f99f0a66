package freshet.serving.model;

import freshet.serving.Announcement;
import freshet.serving.model.Serving.Coming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The announced models that one operator instance does not serve yet. Each loads in the background.
 * A load that failed for a reason that may pass is tried again after a while, until it succeeds or
 * a higher version is served. For the task's thread.
 */
final class PendingModels implements AutoCloseable {
    /** Versions that are tried side by side; beyond them the lowest is given up. */
    static final int MOST = 8;

    private final Function<Announcement, Coming> loader;
    private final Duration loadTimeout;
    private final Backoff backoff;
    private final TaskThread taskThread;
    private final Outcome outcome;
    private final NavigableMap<Long, Pending> byVersion = new TreeMap<>();

    /** Is told how loads end, on the task's thread. */
    interface Outcome {
        /** The model is ready. Its taker closes it. */
        void ready(Coming coming);

        /**
         * The model is not ready.
         *
         * @param failures of its loads, this one included
         * @param retry after which time it is tried again, unless it is refused for good
         */
        void failed(Announcement announcement, Refusal refusal, int failures, Optional<Duration> retry);

        /** A load that failed begins again. */
        void retrying(Announcement announcement);

        /** A model was given up in favour of newer ones. */
        void givenUp(Announcement announcement);
    }

    /**
     * @param loader begins to load a model
     * @param loadTimeout a load that takes longer has failed
     */
    PendingModels(
            Function<Announcement, Coming> loader,
            Duration loadTimeout,
            Backoff backoff,
            TaskThread taskThread,
            Outcome outcome) {
        this.loader = loader;
        this.loadTimeout = loadTimeout;
        this.backoff = backoff;
        this.taskThread = taskThread;
        this.outcome = outcome;
    }

    /**
     * Begins to load a model, also one that waits for its next attempt. One that loads already goes
     * on.
     */
    void load(Announcement announcement) {
        Pending known = byVersion.get(announcement.version());
        if (known != null && known.loads() && known.announcement().equals(announcement)) {
            return;
        }
        begin(replace(new Pending(announcement)));
    }

    /**
     * Takes over a model whose load has failed elsewhere: it is tried again where that may help.
     */
    void failed(Announcement announcement, Throwable cause) {
        fail(replace(new Pending(announcement)), cause);
    }

    /** Gives up all up to a version: it is served. */
    void served(long version) {
        NavigableMap<Long, Pending> overtaken = byVersion.headMap(version, true);
        overtaken.values().forEach(Pending::giveUp);
        overtaken.clear();
    }

    /** What loads or waits, the lowest version first. */
    List<Announcement> announcements() {
        return byVersion.values().stream().map(Pending::announcement).toList();
    }

    /** The highest version whose load has failed and is tried again. */
    Optional<Announcement> failing() {
        return byVersion.descendingMap().values().stream()
                .filter(pending -> pending.failures() > 0)
                .map(Pending::announcement)
                .findFirst();
    }

    private Pending replace(Pending pending) {
        Pending before = byVersion.put(pending.announcement().version(), pending);
        if (before != null) {
            before.giveUp();
        }
        if (byVersion.size() > MOST) {
            Pending lowest = byVersion.pollFirstEntry().getValue();
            lowest.giveUp();
            outcome.givenUp(lowest.announcement());
        }
        return pending;
    }

    private void begin(Pending pending) {
        Coming coming = loader.apply(pending.announcement());
        Runnable timeLimit = taskThread.after(
                loadTimeout, () -> ended(pending, coming, Optional.of(new TimeoutException("load-timeout"))));
        pending.begin(coming, timeLimit);
        // If the task has ended and takes nothing any more, close() has seen to the model.
        coming.ready()
                .whenComplete((model, failure) ->
                        taskThread.execute(() -> ended(pending, coming, Optional.ofNullable(failure))));
    }

    private void ended(Pending pending, Coming coming, Optional<Throwable> failure) {
        if (!pending.loads(coming)) {
            return; // given up meanwhile
        }
        if (failure.isPresent()) {
            fail(pending, failure.get());
        } else {
            byVersion.remove(pending.announcement().version());
            pending.succeeded();
            outcome.ready(coming);
        }
    }

    private void fail(Pending pending, Throwable cause) {
        pending.failed();
        Announcement announcement = pending.announcement();
        Refusal refusal = Refusal.of(cause);
        boolean kept = byVersion.get(announcement.version()) == pending; // not given up for newer ones
        Optional<Duration> retry = kept && refusal.mayPass()
                ? Optional.of(backoff.delay(announcement.version(), pending.failures(), refusal.costly()))
                : Optional.empty();
        if (retry.isPresent()) {
            pending.waitFor(taskThread.after(retry.get(), () -> retry(pending)));
        } else {
            byVersion.remove(announcement.version(), pending);
        }
        outcome.failed(announcement, refusal, pending.failures(), retry);
    }

    private void retry(Pending pending) {
        if (byVersion.get(pending.announcement().version()) == pending && !pending.loads()) {
            outcome.retrying(pending.announcement());
            begin(pending);
        }
    }

    @Override
    public void close() {
        List<Pending> all = new ArrayList<>(byVersion.values());
        byVersion.clear();
        all.forEach(Pending::giveUp);
    }

    /**
     * An announced model that is not served yet: it loads, or it has failed and waits for its next
     * attempt. For the task's thread.
     */
    static final class Pending {
        private static final Runnable NOTHING_SET = () -> {};

        private final Announcement announcement;
        private Optional<Coming> load = Optional.empty();
        private Runnable alarm = NOTHING_SET; // calls off the end of the load's time, or the next attempt
        private int failures;

        Pending(Announcement announcement) {
            this.announcement = announcement;
        }

        Announcement announcement() {
            return announcement;
        }

        boolean loads() {
            return load.isPresent();
        }

        boolean loads(Coming coming) {
            return load.filter(own -> own == coming).isPresent();
        }

        /** Failed loads so far. */
        int failures() {
            return failures;
        }

        /** @param timeLimit calls off what ends the load */
        void begin(Coming coming, Runnable timeLimit) {
            load = Optional.of(coming);
            alarm = timeLimit;
        }

        void succeeded() {
            load = Optional.empty();
            callOff();
        }

        void failed() {
            load.ifPresent(Coming::abandon);
            load = Optional.empty();
            callOff();
            failures++;
        }

        /** @param attempt calls off the next attempt */
        void waitFor(Runnable attempt) {
            alarm = attempt;
        }

        void giveUp() {
            load.ifPresent(Coming::abandon);
            load = Optional.empty();
            callOff();
        }

        private void callOff() {
            alarm.run();
            alarm = NOTHING_SET;
        }
    }
}
