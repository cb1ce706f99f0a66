package freshet.serving.model;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.load.ServedModel;
import freshet.model.load.TooLittleMemoryException;
import freshet.serving.Announcement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The models that are in use, each loaded once and shared by all slots, and by all versions of one
 * bundle: weights are large. A model is loaded by a daemon thread of its own when the first user
 * asks for it. When the last one has given it back it is kept for a minute, so that a job that is
 * restarted has it at once; it is closed earlier where others are kept or a load needs its memory.
 *
 * <p>A load that nobody waits for any more is interrupted. Where the store does not let it go,
 * another of the same bundle begins when it ends or has had its time once more. Threads may share
 * the cache.
 */
public final class ModelCache {
    /** How long a model is kept that nobody uses. */
    public static final Duration KEPT = Duration.ofMinutes(1);

    /** Models that nobody uses and that are kept: of a champion and a challenger. */
    static final int MOST_UNUSED = 2;

    // One per JVM by intent (one per job and TaskManager, where Flink gives each job a class
    // loader).
    private static final Map<Origin, ModelCache> OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Function<Announcement, ServedModel> loader;
    private final long seed;
    private final Duration kept;
    private final Map<Key, Entry> entries = new HashMap<>(); // guarded by this
    private final Deque<Entry> unused = new ArrayDeque<>(); // the longest unused first; guarded by this
    private boolean watched; // a thread closes what is no longer kept; guarded by this
    private final Map<Key, List<Stray>> strays = new HashMap<>(); // loads given up that still run; guarded by this

    /**
     * Keeps nothing that nobody uses.
     *
     * @param loader makes a model of an announcement, or throws what is wrong with it
     */
    ModelCache(Function<Announcement, ServedModel> loader) {
        this(loader, ThreadLocalRandom.current().nextLong(), Duration.ZERO);
    }

    /**
     * @param seed of the waits between attempts
     * @param kept how long a model is kept that nobody uses
     */
    ModelCache(Function<Announcement, ServedModel> loader, long seed, Duration kept) {
        this.loader = loader;
        this.seed = seed;
        this.kept = kept;
    }

    /**
     * The cache that all operators of this JVM share which fetch from the same stores and compute
     * alike.
     */
    public static ModelCache ofThisJvm(BundleFetcher fetcher, Arithmetic arithmetic) {
        return OF_THIS_JVM.computeIfAbsent(
                new Origin(fetcher, arithmetic),
                own -> new ModelCache(
                        new BundleLoader(own.fetcher, own.arithmetic)::load,
                        ThreadLocalRandom.current().nextLong(),
                        KEPT));
    }

    /** Closes at once what is kept in this JVM and nobody uses. */
    public static void closeUnusedOfThisJvm() {
        OF_THIS_JVM.values().forEach(ModelCache::closeUnused);
    }

    /**
     * What the waits of all its users between two attempts are derived from, so that they try
     * together.
     */
    long seed() {
        return seed;
    }

    /**
     * A share in the announced model, which begins to load unless it is there or on its way.
     *
     * @param limit how long the user waits for a load
     */
    synchronized ModelLease lease(Announcement announcement, Duration limit) {
        Key key = new Key(
                announcement.model(),
                announcement.bundle().getUri(),
                announcement.bundle().getSha256());
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(
                    key,
                    (own, before) -> load(key, own, before, announcement),
                    List.copyOf(strays.getOrDefault(key, List.of())),
                    limit,
                    "freshet-model-loader-" + announcement.version());
            entries.put(key, entry);
            entry.thread.start();
        }
        unused.remove(entry);
        entry.users++;
        Entry leased = entry;
        long version = announcement.version();
        return new ModelLease( // a user may cancel its own
                entry.model.thenApply(model -> model.as(version)), () -> giveBack(key, leased));
    }

    private void load(Key key, Entry entry, List<Stray> before, Announcement announcement) {
        try {
            Stray.letEnd(before);
            begun(key, entry);
            entry.model.complete(load(announcement));
        } catch (Throwable e) { // every failure that a bundle causes must reach those who wait for it
            forget(key, entry);
            entry.model.completeExceptionally(e);
        } finally {
            ended(key);
        }
    }

    private ServedModel load(Announcement announcement) {
        try {
            return loader.apply(announcement);
        } catch (TooLittleMemoryException e) {
            if (!makeRoom()) {
                throw e;
            }
            return loader.apply(announcement);
        }
    }

    /** Whether anything was kept that nobody used; it is closed. */
    private boolean makeRoom() {
        boolean any = closeUnused();
        for (ModelCache other : OF_THIS_JVM.values()) { // one heap
            any |= other.closeUnused();
        }
        return any;
    }

    private synchronized void giveBack(Key key, Entry entry) {
        entry.users--;
        if (entry.users > 0) {
            return;
        }
        if (entry.isLoaded()) {
            keep(entry);
            return;
        }
        entries.remove(key, entry);
        if (!entry.model.isDone()) {
            if (entry.begun) { // else it ends as soon as it is interrupted
                stray(key, entry);
            }
            entry.thread.interrupt();
        }
        entry.model.thenAccept(ServedModel::close);
    }

    private void keep(Entry entry) {
        entry.keptUntil = System.nanoTime() + kept.toNanos();
        unused.addLast(entry);
        while (unused.size() > MOST_UNUSED) {
            closeOldest();
        }
        closeOverdue();
        if (!watched && !unused.isEmpty()) {
            watched = true;
            daemon("freshet-unused-models", this::watch).start();
        }
    }

    /** Closes at once what nobody uses. Returns whether there was anything. */
    synchronized boolean closeUnused() {
        boolean any = !unused.isEmpty();
        while (!unused.isEmpty()) {
            closeOldest();
        }
        notifyAll(); // the thread that watches has nothing to do any more
        return any;
    }

    /** Closes each model when its time is over; ends when none is left. */
    private synchronized void watch() {
        try {
            closeOverdue();
            while (!unused.isEmpty()) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, unused.getFirst().keptUntil - System.nanoTime()));
                closeOverdue();
            }
        } catch (InterruptedException e) {
            closeUnused();
        } finally {
            watched = false;
        }
    }

    private void closeOverdue() {
        while (!unused.isEmpty() && unused.getFirst().keptUntil - System.nanoTime() <= 0) {
            closeOldest();
        }
    }

    private void closeOldest() {
        Entry oldest = unused.removeFirst();
        entries.remove(oldest.key, oldest);
        oldest.model.thenAccept(ServedModel::close);
    }

    private synchronized void begun(Key key, Entry entry) {
        entry.begun = true;
        if (entry.users == 0) {
            stray(key, entry);
        }
    }

    private void stray(Key key, Entry entry) {
        strays.computeIfAbsent(key, none -> new ArrayList<>()).add(Stray.from(entry.thread, entry.limit));
    }

    private synchronized void forget(Key key, Entry entry) {
        entries.remove(key, entry);
    }

    private synchronized void ended(Key key) {
        strays.computeIfPresent(key, (same, left) -> {
            left.removeIf(stray -> stray.thread() == Thread.currentThread());
            return left.isEmpty() ? null : left;
        });
    }

    /** A thread that does not keep the JVM alive, not started yet. */
    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private record Origin(BundleFetcher fetcher, Arithmetic arithmetic) {}

    /** A bundle, under all versions by which it is announced. */
    private record Key(String model, String uri, String sha256) {}

    private static final class Entry {
        private final Key key;
        private final CompletableFuture<ServedModel> model = new CompletableFuture<>();
        private final Thread thread; // completes the model
        private final Duration limit;
        private boolean begun; // has waited for those before it
        private int users;
        private long keptUntil; // without users, on the clock of System.nanoTime()

        Entry(Key key, BiConsumer<Entry, List<Stray>> load, List<Stray> before, Duration limit, String name) {
            this.key = key;
            this.limit = limit;
            thread = daemon(name, () -> load.accept(this, before));
        }

        boolean isLoaded() {
            return model.isDone() && !model.isCompletedExceptionally();
        }
    }

    /**
     * A load that nobody waits for any more and that the store has not let go yet.
     *
     * @param end when the next load of its bundle begins beside it, on the clock of
     *     {@link System#nanoTime}
     */
    record Stray(Thread thread, long end) {
        /** Of one bundle. The load after them begins only when the first of them has ended. */
        static final int MOST = 2;

        /** @param limit of the load; it gets this time once more to end */
        static Stray from(Thread thread, Duration limit) {
            return new Stray(thread, System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit));
        }

        /** Waits until another load may begin beside all of a bundle that are left. */
        static void letEnd(List<Stray> ofBundle) throws InterruptedException {
            if (ofBundle.size() >= MOST) {
                ofBundle.get(0).thread.join();
            }
            for (Stray stray : ofBundle) {
                TimeUnit.NANOSECONDS.timedJoin(stray.thread, stray.end - System.nanoTime());
            }
        }
    }
}
