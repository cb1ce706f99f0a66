package freshet.serving.model;

import static freshet.serving.testing.Patience.PATIENCE;
import static freshet.serving.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.load.ServedModel;
import freshet.model.load.TooLittleMemoryException;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.model.ModelCache.Stray;
import freshet.serving.testing.TinyGru;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelCacheTest {
    private static final Duration LIMIT = Duration.ofHours(1); // of a load; longer than any test

    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final CountDownLatch store = new CountDownLatch(1); // what version 7 waits for
    private final CountDownLatch stubborn = new CountDownLatch(1); // version 8 waits for it, interrupted or not
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final ModelCache cache = new ModelCache(this::load);

    private static Announcement version(long version) {
        return TinyGru.announcement(Path.of("model-" + version), "0".repeat(64), version);
    }

    private ServedModel load(Announcement announcement) {
        loads.incrementAndGet();
        if (announcement.version() < 0) {
            throw new BundleException("broken");
        }
        if (announcement.version() == 7) {
            try {
                store.await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw new BundleException("given up", e);
            }
        }
        if (announcement.version() == 8) {
            mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
            awaitDeafly(stubborn);
            running.decrementAndGet();
        }
        return new ServedModel(announcement.version(), new ClosableModel(closes), new PopularItems(new long[] {1}));
    }

    private static void awaitDeafly(CountDownLatch latch) {
        for (boolean open = false; !open; ) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // as a store that does not listen
            }
        }
    }

    @Test
    void allUsersShareOneModelThatIsClosedByTheLast() throws Exception {
        ModelLease one = cache.lease(version(1), LIMIT);
        ModelLease other = cache.lease(version(1), LIMIT);
        ServedModel model = one.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(other.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isSameAs(model);
        one.close();
        one.close();
        assertThat(closes).hasValue(0);
        other.close();
        assertThat(closes).hasValue(1);
        assertThat(loads).hasValue(1);
    }

    @Test
    void allVersionsOfABundleShareItsWeights() throws Exception {
        Announcement promoted = new Announcement(
                "default",
                ModelAnnouncement.newBuilder(version(1).bundle()).setVersion(2).build());
        ModelLease challenger = cache.lease(version(1), LIMIT);
        ServedModel tried = challenger.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ModelLease champion = cache.lease(promoted, LIMIT);
        challenger.close();
        ServedModel model = champion.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(model.version()).isEqualTo(2);
        assertThat(model.model()).isSameAs(tried.model());
        assertThat(closes).hasValue(0);
        champion.close();
        assertThat(loads).hasValue(1);
        assertThat(closes).hasValue(1);
    }

    @Test
    void aModelThatWasGivenBackIsLoadedAgainForTheNextUser() throws Exception {
        ModelLease first = cache.lease(version(1), LIMIT);
        first.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        first.close();
        ModelLease second = cache.lease(version(1), LIMIT);
        second.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(loads).hasValue(2);
        second.close();
        assertThat(closes).hasValue(2);
    }

    @Test
    void aModelThatNobodyUsesIsKeptForTheNextUser() throws Exception {
        ModelCache keeping = keeping(LIMIT);
        use(keeping, 1);
        use(keeping, 1);
        assertThat(loads).hasValue(1);
        assertThat(closes).hasValue(0);
        assertThat(keeping.closeUnused()).isTrue();
        assertThat(keeping.closeUnused()).isFalse();
        assertThat(closes).hasValue(1);
        use(keeping, 1);
        assertThat(loads).hasValue(2);
        keeping.closeUnused();
        eventually().until(() -> watchers() == 0);
    }

    @Test
    void aModelInUseIsNotClosedWithThoseThatAreKept() throws Exception {
        ModelCache keeping = keeping(LIMIT);
        use(keeping, 1);
        try (ModelLease again = keeping.lease(version(1), LIMIT)) {
            again.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(keeping.closeUnused()).isFalse();
            assertThat(closes).hasValue(0);
        }
        keeping.closeUnused();
        assertThat(closes).hasValue(1);
    }

    @Test
    void whatIsKeptIsClosedWhenItsTimeIsOver() throws Exception {
        ModelCache keeping = keeping(Duration.ofMillis(20));
        use(keeping, 1);
        use(keeping, 2);
        eventually().until(() -> closes.get() == 2);
        eventually().until(() -> watchers() == 0);
    }

    @Test
    void noMoreThanTwoModelsAreKept() throws Exception {
        ModelCache keeping = keeping(LIMIT);
        for (long version = 1; version <= ModelCache.MOST_UNUSED; version++) {
            use(keeping, version);
        }
        assertThat(closes).hasValue(0);
        use(keeping, 3);
        assertThat(closes).hasValue(1);
        use(keeping, 2);
        use(keeping, 3);
        assertThat(loads).hasValue(3);
        keeping.closeUnused();
    }

    @Test
    void aLoadGetsTheMemoryOfWhatIsKept() throws Exception {
        ModelCache keeping = new ModelCache(
                announcement -> {
                    if (loads.get() > closes.get()) {
                        throw new TooLittleMemoryException("room for one");
                    }
                    return load(announcement);
                },
                1,
                LIMIT);
        use(keeping, 1);
        use(keeping, 2);
        assertThat(closes).hasValue(1);
        try (ModelLease used = keeping.lease(version(2), LIMIT)) {
            used.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThatThrownBy(() -> use(keeping, 3)).hasRootCauseMessage("room for one");
        }
        keeping.closeUnused();
    }

    private ModelCache keeping(Duration kept) {
        return new ModelCache(this::load, 1, kept);
    }

    private static void use(ModelCache cache, long version) throws Exception {
        try (ModelLease lease = cache.lease(version(version), LIMIT)) {
            lease.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Threads that close what is kept. */
    private static long watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("freshet-unused-models"))
                .count();
    }

    @Test
    void aFailureReachesTheUserAndIsNotKept() {
        ModelLease lease = cache.lease(version(-1), LIMIT);
        assertThatThrownBy(() -> lease.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasRootCauseMessage("broken");
        lease.close();
        ModelLease again = cache.lease(version(-1), LIMIT);
        assertThatThrownBy(() -> again.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasRootCauseMessage("broken");
        again.close();
        assertThat(loads).hasValue(2);
        assertThat(closes).hasValue(0);
    }

    @Test
    void aLoadThatItsLastUserGivesUpIsInterrupted() throws Exception {
        ModelLease one = cache.lease(version(7), LIMIT);
        ModelLease other = cache.lease(version(7), LIMIT);
        one.model().cancel(false);
        one.close();
        assertThat(other.model()).as("another user still waits").isNotDone();

        other.close();

        eventually().until(() -> interrupts.get() == 1);
        store.countDown();
        try (ModelLease again = cache.lease(version(7), LIMIT)) {
            assertThat(again.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).version())
                    .isEqualTo(7);
        }
        assertThat(loads).hasValue(2);
    }

    @Test
    void aLoadThatOneOfItsUsersGivesUpGoesOn() throws Exception {
        ModelLease one = cache.lease(version(7), LIMIT);
        try (ModelLease other = cache.lease(version(7), LIMIT)) {
            one.model().cancel(false);
            one.close();
            store.countDown();
            assertThat(other.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).version())
                    .isEqualTo(7);
        }
        assertThat(loads).hasValue(1);
        assertThat(interrupts).hasValue(0);
        assertThat(closes).hasValue(1);
    }

    @Test
    void aLoadThatTheStoreDoesNotLetGoIsNotBegunASecondTime() throws Exception {
        loadInVain(LIMIT);
        cache.lease(version(8), LIMIT).close();
        try (ModelLease last = cache.lease(version(8), LIMIT)) {
            eventually().until(() -> loaders(Thread.State.TIMED_WAITING) == 1);
            stubborn.countDown();
            assertThat(last.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).version())
                    .isEqualTo(8);
        }
        assertThat(mostAtOnce).hasValue(1);
        assertThat(loads).hasValue(2);
    }

    @Test
    void aLoadThatTheStoreNeverLetsGoIsWaitedForNoLongerThanItsTime() throws Exception {
        loadInVain(Duration.ofMillis(20));
        try (ModelLease beside = cache.lease(version(8), LIMIT)) {
            eventually().until(() -> running.get() == 2);
            stubborn.countDown();
            assertThat(beside.model()
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .version())
                    .isEqualTo(8);
        }
    }

    @Test
    void noMoreThanTwoLoadsOfABundleAreLeftToTheStore() throws Exception {
        for (int i = 0; i < Stray.MOST; i++) {
            loadInVain(Duration.ofMillis(20));
        }
        try (ModelLease last = cache.lease(version(8), Duration.ofMillis(20))) {
            eventually().until(() -> loaders(Thread.State.WAITING) == Stray.MOST + 1);
            assertThat(loads).hasValue(Stray.MOST);
            stubborn.countDown();
            assertThat(last.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).version())
                    .isEqualTo(8);
        }
    }

    /** Gives a load up that the store holds. */
    private void loadInVain(Duration limit) {
        int before = running.get();
        ModelLease lease = cache.lease(version(8), limit);
        eventually().until(() -> running.get() == before + 1);
        lease.close();
    }

    /** Loaders of version 8 that wait: those that load for the store, the others for those. */
    private static long loaders(Thread.State state) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("freshet-model-loader-8"))
                .filter(thread -> thread.getState() == state)
                .count();
    }

    /** A model that counts how often it is closed. */
    record ClosableModel(AtomicInteger closes) implements NextItemModel {
        @Override
        public Vocabulary vocabulary() {
            return new Vocabulary(List.of("i"));
        }

        @Override
        public int stateWidth() {
            return 0;
        }

        @Override
        public BatchRecommender newRecommender(int maxBatch, int k) {
            throw new UnsupportedOperationException("ranks nothing");
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
