package freshet.serving.model;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.load.ServedModel;
import freshet.serving.Announcement;
import java.time.Duration;
import java.util.ArrayList;
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
 * asks for it and closed when the last one has given it back; a load that nobody waits for any more
 * is interrupted. Where the store does not let it go, another of the same bundle begins when it
 * ends or has had its time once more. Threads may share the cache.
 */
public final class ModelCache {
    // One per JVM by intent (one per job and TaskManager, where Flink gives each job a class
    // loader).
    private static final Map<Origin, ModelCache> OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Function<Announcement, ServedModel> loader;
    private final long seed;
    private final Map<Key, Entry> entries = new HashMap<>(); // guarded by this
    private final Map<Key, List<Stray>> strays = new HashMap<>(); // loads given up that still run; guarded by this

    /** @param loader makes a model of an announcement, or throws what is wrong with it */
    ModelCache(Function<Announcement, ServedModel> loader) {
        this(loader, ThreadLocalRandom.current().nextLong());
    }

    /** @param seed of the waits between attempts */
    ModelCache(Function<Announcement, ServedModel> loader, long seed) {
        this.loader = loader;
        this.seed = seed;
    }

    /**
     * The cache that all operators of this JVM share which fetch from the same stores and compute
     * alike.
     */
    public static ModelCache ofThisJvm(BundleFetcher fetcher, Arithmetic arithmetic) {
        return OF_THIS_JVM.computeIfAbsent(
                new Origin(fetcher, arithmetic),
                own -> new ModelCache(new BundleLoader(own.fetcher, own.arithmetic)::load));
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
                    (own, before) -> load(key, own, before, announcement),
                    List.copyOf(strays.getOrDefault(key, List.of())),
                    limit,
                    "freshet-model-loader-" + announcement.version());
            entries.put(key, entry);
            entry.thread.start();
        }
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
            entry.model.complete(loader.apply(announcement));
        } catch (Throwable e) { // every failure that a bundle causes must reach those who wait for it
            forget(key, entry);
            entry.model.completeExceptionally(e);
        } finally {
            ended(key);
        }
    }

    private synchronized void giveBack(Key key, Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            entries.remove(key, entry);
            if (!entry.model.isDone()) {
                if (entry.begun) { // else it ends as soon as it is interrupted
                    stray(key, entry);
                }
                entry.thread.interrupt();
            }
            entry.model.thenAccept(ServedModel::close);
        }
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
        private final CompletableFuture<ServedModel> model = new CompletableFuture<>();
        private final Thread thread; // completes the model
        private final Duration limit;
        private boolean begun; // has waited for those before it
        private int users;

        Entry(BiConsumer<Entry, List<Stray>> load, List<Stray> before, Duration limit, String name) {
            this.limit = limit;
            thread = daemon(name, () -> load.accept(this, before));
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
