package freshet.serving.model;

import static freshet.serving.testing.Patience.PATIENCE;
import static freshet.serving.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.answer.SessionAnswerer;
import freshet.model.bundle.BundleException;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener.SwapTimes;
import freshet.serving.testing.TinyGru;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelSwitchTest {
    private final TinyGru model = new TinyGru(5, 3);
    private final Map<Long, CountDownLatch> gates = new ConcurrentHashMap<>(); // versions that load when opened
    private final Queue<Long> givenUp = new ConcurrentLinkedQueue<>(); // versions whose load was interrupted
    private final List<String> told = new ArrayList<>();
    private boolean batchFails;
    private final ModelCache cache = new ModelCache(this::load, 1, Duration.ZERO);
    private final HandTaskThread taskThread = new HandTaskThread();
    private final ModelSwitch models = newSwitch(PATIENCE);

    private ModelSwitch newSwitch(Duration timeout) {
        return new ModelSwitch(
                cache,
                served -> new SessionAnswerer(served, SessionRules.DEFAULT, 4, 2),
                timeout,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                taskThread,
                new Telling());
    }

    private ServedModel load(Announcement announcement) {
        try {
            gates.getOrDefault(announcement.version(), new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            givenUp.add(announcement.version());
            throw new BundleException("given up", e);
        }
        if (announcement.version() % 10 == 9) {
            throw new BundleException("the bundle is broken");
        }
        return ModelLoader.load(model.bundle(), announcement.version());
    }

    private static Announcement version(long version) {
        return TinyGru.announcement(Path.of("model-" + version), "0".repeat(64), version);
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void aModelIsServedOnceItIsLoaded() throws Exception {
        models.offer(version(1));
        assertThat(models.answerer()).isEmpty();
        assertThat(models.newest()).contains(version(1));
        taskThread.runMail();
        assertThat(models.answerer().orElseThrow().served().version()).isEqualTo(1);
        assertThat(told).containsExactly("before", "swapped 1");
    }

    @Test
    void anOlderOrRepeatedAnnouncementLoadsNothing() throws Exception {
        models.begin(List.of(version(5)));
        models.offer(version(5));
        models.offer(version(4));
        models.offer(version(6));
        taskThread.runMail();
        assertThat(models.served()).contains(version(6));
        assertThat(taskThread.hasMail()).isFalse();
        assertThat(told).containsExactly("swapped 5", "before", "swapped 6");
    }

    @Test
    void aLaterAnnouncementOfALowerVersionIsRefusedInWords() throws Exception {
        models.begin(List.of(version(5)));
        models.offer(laterThan(version(5), 1));
        models.offer(laterThan(version(5), 5));
        assertThat(taskThread.hasMail()).isFalse();
        assertThat(told).containsExactly("swapped 5", "refused 1 OUTRANKED");
    }

    @Test
    void otherBytesUnderTheServedVersionAreRefusedInWords() throws Exception {
        models.begin(List.of(version(5)));
        Announcement other = TinyGru.announcement(Path.of("other"), "1".repeat(64), 5);
        models.offer(laterThan(other, 5));
        assertThat(told).containsExactly("swapped 5", "refused 5 OUTRANKED");
    }

    /** As published on a topic that was made anew, which begins to count again. */
    private static Announcement laterThan(Announcement known, long version) {
        return new Announcement(
                known.model(),
                ModelAnnouncement.newBuilder(known.bundle())
                        .setVersion(version)
                        .setCreatedAt(known.bundle().getCreatedAt().plusSeconds(1))
                        .build());
    }

    @Test
    void aModelThatIsOvertakenWhileItLoadsIsNotServed() throws Exception {
        gates.put(1L, new CountDownLatch(1));
        models.offer(version(1));
        models.offer(version(2));
        taskThread.runMail();
        gates.get(1L).countDown();
        taskThread.runMail();
        assertThat(models.served()).contains(version(2));
        assertThat(told).containsExactly("before", "swapped 2");
    }

    @Test
    void aRefusedModelLeavesTheOldOneInService() throws Exception {
        models.begin(List.of(version(1)));
        models.offer(version(9));
        taskThread.runMail();
        assertThat(models.served()).contains(version(1));
        assertThat(models.newest()).contains(version(9));
        assertThat(told).containsExactly("swapped 1", "refused 9 INVALID");
    }

    @Test
    void aModelThatIsNotReadyInTimeIsRefusedAndNoLongerLoaded() throws Exception {
        gates.put(1L, new CountDownLatch(1));
        try (ModelSwitch impatient = newSwitch(Duration.ofMillis(20))) {
            impatient.offer(version(1));
            taskThread.fireFirst();
            assertThat(told).containsExactly("refused 1 TIMEOUT");
            eventually().until(() -> givenUp.contains(1L));
            assertThat(loadedAnew(1)).as("nothing is left of it").isTrue();
        }
    }

    @Test
    void resumingWithABrokenModelFailsAndBeginningWithItDoesNot() throws Exception {
        assertThatThrownBy(() -> models.resume(version(9), List.of(), List::of))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model default version 9")
                .hasMessageEndingWith("the bundle is broken");
        models.begin(List.of(version(9)));
        assertThat(models.answerer()).isEmpty();
        assertThat(told).containsExactly("refused 9 INVALID");
    }

    @Test
    void aModelIsLetGoWhereTheBatchBeforeItFails() throws Exception {
        models.offer(version(1));
        batchFails = true;
        assertThatThrownBy(taskThread::runMail).hasMessage("the state cannot be written");
        models.close();
        assertThat(told).isEmpty();
        assertThat(loadedAnew(1)).isTrue();
    }

    @Test
    void aModelThatIsNotThereAtTheEndIsNoLongerLoaded() throws Exception {
        gates.put(1L, new CountDownLatch(1));
        models.offer(version(1));
        models.close();
        taskThread.runMail();
        assertThat(models.answerer()).isEmpty();
        assertThat(told).isEmpty();
        eventually().until(() -> givenUp.contains(1L));
        assertThat(loadedAnew(1)).isTrue();
    }

    @Test
    void aModelThatStandsReadyAtTheEndIsClosed() throws Exception {
        models.offer(version(1));
        Runnable takeUp = taskThread.takeMail();
        models.close();
        takeUp.run();
        assertThat(models.answerer()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(loadedAnew(1)).isTrue();
    }

    @Test
    void aStartThatDoesNotGetItsModelInTimeFailsAndLoadsItNoLonger() {
        gates.put(1L, new CountDownLatch(1));
        try (ModelSwitch impatient = newSwitch(Duration.ofMillis(20))) {
            assertThatThrownBy(() -> impatient.resume(version(1), List.of(), List::of))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("not ready within model.load-timeout, 20 ms");
            eventually().until(() -> givenUp.contains(1L));
        }
    }

    @Test
    void aFreshStartEndsItsWaitAfterThreeLoadsThatTakeTooLong() throws Exception {
        List<Announcement> announced = new ArrayList<>(List.of(version(1)));
        for (long slow : new long[] {2, 3, 4}) {
            gates.put(slow, new CountDownLatch(1));
            announced.add(version(slow));
        }
        try (ModelSwitch impatient = newSwitch(Duration.ofMillis(20))) {
            impatient.begin(announced);
            assertThat(impatient.served()).isEmpty();
            assertThat(impatient.pending()).isNotEmpty().doesNotContain(version(1));
        }
    }

    /**
     * Whether the cache has let go of its model, so that another user makes it load a second time.
     */
    private boolean loadedAnew(long version) throws Exception {
        gates.put(version, new CountDownLatch(1));
        try (ModelLease lease = cache.lease(version(version), PATIENCE)) {
            boolean forgotten = !lease.model().isDone();
            gates.get(version).countDown();
            lease.model().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return forgotten;
        }
    }

    private final class Telling implements SwapListener {
        @Override
        public void beforeSwap() {
            if (batchFails) {
                throw new IllegalStateException("the state cannot be written");
            }
            told.add("before");
        }

        @Override
        public void swapped(Announcement announcement, SwapTimes times) {
            assertThat(times.loadNanos()).isPositive();
            assertThat(times.swapNanos()).isPositive();
            told.add("swapped " + announcement.version());
        }

        @Override
        public void refused(Announcement announcement, RefusalReason reason) {
            told.add("refused " + announcement.version() + " " + reason);
        }

        @Override
        public void retrying(Announcement announcement) {
            told.add("retrying " + announcement.version());
        }

        @Override
        public void failing(Optional<Announcement> highest) {
            // ModelRetryTest looks at these
        }
    }
}
