package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.answer.SessionAnswerer;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleFile;
import freshet.model.session.SessionRules;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.model.AllowedStores.AllowedFile;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener.SwapTimes;
import freshet.serving.testing.Patience;
import freshet.serving.testing.TinyGru;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles that cannot be loaded now: real files that come, go and are half written, a real cache,
 * the test's own clock. All cases share that store and clock, so the file is a long one.
 */
class ModelRetryTest {
    private static final Duration TIMEOUT = Patience.PATIENCE;
    private static final Duration INITIAL = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(8);

    @TempDir
    private Path store;

    private final ModelCache cache = new ModelCache(
            new BundleLoader(new BundleFetcher(new Stores(), AllowedStores.ANY), Arithmetic.DEFAULT)::load,
            1,
            Duration.ZERO);
    private final HandTaskThread taskThread = new HandTaskThread();
    private final Events told = new Events();
    private ModelSwitch models;

    @BeforeEach
    void open() {
        models = newSwitch(taskThread, told);
    }

    @AfterEach
    void close() {
        models.close();
    }

    private ModelSwitch newSwitch(HandTaskThread thread, SwapListener listener) {
        return new ModelSwitch(
                cache,
                served -> new SessionAnswerer(served, SessionRules.DEFAULT, 4, 2),
                TIMEOUT,
                INITIAL,
                MAX,
                thread,
                listener);
    }

    @Test
    void aBundleThatComesLaterIsServedWithoutANewAnnouncement() throws Exception {
        Announcement late = publish(1);
        hide(late);
        models.offer(late);
        taskThread.runMail();
        assertThat(told.all).containsExactly("refused 1 UNREACHABLE");
        assertThat(told.failing).contains(late);

        fail(2);
        show(late);
        retry();

        assertThat(models.served()).contains(late);
        assertThat(told.all)
                .containsExactly("refused 1 UNREACHABLE", "retrying 1", "retrying 1", "retrying 1", "swapped 1");
        assertThat(told.failing).isEmpty();
        assertThat(taskThread.delays()).as("nothing waits any more").isEmpty();
    }

    @Test
    void attemptsComeLessAndLessOften() throws Exception {
        Announcement missing = publish(1);
        hide(missing);
        models.offer(missing);
        taskThread.runMail();
        for (long longest : new long[] {1, 2, 4, 8, 8}) {
            assertThat(taskThread.delays()).hasSize(1);
            assertThat(taskThread.delays().get(0))
                    .isBetween(Duration.ofSeconds(longest).dividedBy(2), Duration.ofSeconds(longest));
            fail(1);
        }
    }

    @Test
    void allInstancesComeToOneVersionAfterABlip() throws Exception {
        HandTaskThread other = new HandTaskThread();
        try (ModelSwitch second = newSwitch(other, new Events())) {
            Announcement blip = publish(1);
            models.offer(blip);
            taskThread.runMail();
            models.close();
            hide(blip);
            models = newSwitch(taskThread, told);
            second.offer(blip);
            other.runMail();
            models.offer(blip);
            taskThread.runMail();
            assertThat(taskThread.delays()).as("they try together").isEqualTo(other.delays());

            show(blip);
            retry();
            other.fireFirst();
            other.runMail();

            assertThat(models.served()).contains(blip);
            assertThat(second.served()).contains(blip);
            assertThat(second.answerer().orElseThrow().served())
                    .as("and share it")
                    .isSameAs(models.answerer().orElseThrow().served());
        }
    }

    @Test
    void aHigherVersionEndsTheAttemptsAtALowerOne() throws Exception {
        Announcement missing = publish(1);
        hide(missing);
        models.offer(missing);
        taskThread.runMail();
        models.offer(publish(2));
        taskThread.runMail();
        assertThat(models.served().map(Announcement::version)).contains(2L);
        assertThat(models.pending()).isEmpty();
        assertThat(taskThread.delays()).isEmpty();
        assertThat(told.failing).isEmpty();
    }

    @Test
    void aBadHigherVersionDoesNotEndTheAttemptsAtALowerOne() throws Exception {
        Announcement missing = publish(1);
        hide(missing);
        models.offer(missing);
        taskThread.runMail();
        models.offer(bad(2));
        taskThread.runMail();
        assertThat(told.all).containsExactly("refused 1 UNREACHABLE", "refused 2 INVALID");
        show(missing);
        retry();
        assertThat(models.served()).contains(missing);
    }

    @Test
    void aBundleThatIsStillCopiedIsTriedAgainLater() throws Exception {
        Announcement half = publish(1);
        byte[] whole = Files.readAllBytes(file(half));
        Files.write(file(half), Arrays.copyOf(whole, whole.length / 2));
        models.offer(half);
        taskThread.runMail();
        assertThat(told.all).containsExactly("refused 1 INVALID");
        assertThat(taskThread.delays().get(0)).isBetween(MAX.dividedBy(2), MAX);
        Files.write(file(half), whole);
        retry();
        assertThat(models.served()).contains(half);
    }

    @Test
    void aBundleThatIsWhatWasAnnouncedAndBadIsNotTriedAgain() throws Exception {
        models.offer(bad(1));
        taskThread.runMail();
        assertThat(told.all).containsExactly("refused 1 INVALID");
        assertThat(taskThread.delays()).isEmpty();
        assertThat(models.pending()).isEmpty();
    }

    @Test
    void anAnnouncementOfTheSameVersionElsewhereReplacesOneThatFails() throws Exception {
        Announcement missing = publish(1);
        Announcement moved = new Announcement(
                missing.model(),
                ModelAnnouncement.newBuilder(missing.bundle())
                        .setUri(hide(missing).toUri().toString())
                        .build());
        models.offer(missing);
        taskThread.runMail();
        models.offer(moved);
        taskThread.runMail();
        assertThat(models.served()).contains(moved);
        assertThat(taskThread.delays()).isEmpty();
    }

    @Test
    void theEndCallsOffWhatWaitsAndWhatLoads() throws Exception {
        Announcement missing = publish(1);
        hide(missing);
        models.offer(missing);
        taskThread.runMail();
        models.offer(publish(2));
        assertThat(taskThread.delays()).hasSize(2);
        models.close();
        assertThat(taskThread.delays()).isEmpty();
        taskThread.runMail();
        assertThat(models.served()).isEmpty();
    }

    @Test
    void moreFailingVersionsThanAreTriedGiveUpTheLowest() throws Exception {
        for (int version = 1; version <= PendingModels.MOST + 1; version++) {
            Announcement missing = publish(version);
            hide(missing);
            models.offer(missing);
            taskThread.runMail();
        }
        assertThat(models.pending()).extracting(Announcement::version).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(taskThread.delays()).hasSize(PendingModels.MOST);
    }

    @Test
    void aFreshStartServesAnOlderVersionUntilTheNewestComes() throws Exception {
        Announcement older = publish(1);
        Announcement newest = publish(2);
        hide(newest);
        models.begin(List.of(newest, older));
        assertThat(models.served()).contains(older);
        assertThat(models.newest()).contains(newest);
        assertThat(told.failing).contains(newest);
        show(newest);
        retry();
        assertThat(models.served()).contains(newest);
    }

    @Test
    void aFreshStartWithoutAnyTriesOnInTheBackground() throws Exception {
        Announcement only = publish(1);
        hide(only);
        models.begin(List.of(only));
        assertThat(models.answerer()).isEmpty();
        show(only);
        retry();
        assertThat(models.served()).contains(only);
    }

    @Test
    void aRestartWhoseVersionIsGoneServesANewerOneOfItsState() throws Exception {
        Announcement gone = publish(1);
        Announcement newer = publish(2);
        Announcement newest = publish(3);
        hide(gone);
        hide(newest);
        models.resume(gone, List.of(newest, newer), List::of);
        assertThat(models.served()).contains(newer);
        assertThat(models.pending()).as("tried on").containsExactly(newest);
        assertThat(models.newest()).contains(newest);
    }

    @Test
    void aFreshStartFindsTheGoodVersionBelowThreeBadOnes() throws Exception {
        Announcement good = publish(2);
        models.begin(List.of(bad(5), bad(4), bad(3), good));
        assertThat(models.served()).contains(good);
    }

    @Test
    void aRestartFindsTheGoodVersionBelowThreeBadOnes() throws Exception {
        Announcement gone = publish(1);
        Announcement good = publish(2);
        hide(gone);
        List<Announcement> announced = List.of(bad(5), bad(4), bad(3), good, gone);
        models.resume(gone, List.of(), () -> announced);
        assertThat(models.served()).contains(good);
    }

    @Test
    void aStartGivesUpTheLowestOfMoreVersionsThanAreTried() throws Exception {
        List<Announcement> missing = new ArrayList<>();
        for (int version = 1; version <= PendingModels.MOST + 1; version++) {
            missing.add(publish(version));
            hide(missing.get(version - 1));
        }
        models.begin(missing);
        assertThat(models.pending()).hasSize(PendingModels.MOST).doesNotContain(missing.get(0));
        assertThat(taskThread.delays()).hasSize(PendingModels.MOST);
    }

    @Test
    void aStoreWhoseClientFailsUncheckedIsTriedAgainSoon() throws Exception {
        Announcement announced = TinyGru.announcement(Path.of("x"), "0".repeat(64), 1);
        models.offer(new Announcement(
                announced.model(),
                ModelAnnouncement.newBuilder(announced.bundle())
                        .setUri("unchecked://models/v1")
                        .build()));
        taskThread.runMail();
        assertThat(told.all).containsExactly("refused 1 UNREACHABLE");
        assertThat(taskThread.delays().get(0)).isLessThanOrEqualTo(INITIAL);
    }

    @Test
    void aRestartWhoseVersionIsGoneServesANewerAnnouncedOneButNoOlder() throws Exception {
        Announcement older = publish(1);
        Announcement gone = publish(2);
        Announcement newer = publish(3);
        hide(gone);
        models.resume(gone, List.of(), () -> List.of(newer, gone, older));
        assertThat(models.served()).contains(newer);

        try (ModelSwitch another = newSwitch(taskThread, new Events())) {
            assertThatThrownBy(() -> another.resume(gone, List.of(), () -> List.of(gone, older)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "model default version 2, which the state names as served", "cannot be fetched");
        }
    }

    @Test
    void aRestartLoadsWhatItsStateNamesBesidesTheServedOne() throws Exception {
        Announcement served = publish(1);
        Announcement waiting = publish(2);
        models.resume(served, List.of(waiting), List::of);
        assertThat(models.served()).contains(served);
        taskThread.runMail();
        assertThat(models.served()).contains(waiting);
    }

    /** Lets the next attempt begin and end. */
    private void retry() throws InterruptedException {
        taskThread.fireFirst();
        taskThread.runMail();
    }

    private void fail(int attempts) throws InterruptedException {
        for (int i = 0; i < attempts; i++) {
            retry();
        }
    }

    private Announcement publish(long version) {
        return new TinyGru(5, version).publish(store, version);
    }

    /** What it holds is what was announced, and no bundle. */
    private Announcement bad(long version) throws IOException {
        Path file = Files.writeString(store.resolve("bad-" + version), "no bundle");
        return TinyGru.announcement(file, BundleFile.sha256(file), version);
    }

    private static Path file(Announcement announcement) {
        return Path.of(java.net.URI.create(announcement.bundle().getUri()));
    }

    private static Path away(Announcement announcement) {
        return file(announcement).resolveSibling("away-" + announcement.version());
    }

    private static Path hide(Announcement announcement) {
        return move(file(announcement), away(announcement));
    }

    private static void show(Announcement announcement) {
        move(away(announcement), file(announcement));
    }

    private static Path move(Path from, Path to) {
        try {
            return Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a listener is told. */
    private static final class Events implements SwapListener {
        private final List<String> all = new ArrayList<>();
        private Optional<Announcement> failing = Optional.empty();

        @Override
        public void beforeSwap() {
            // nothing is gathered here
        }

        @Override
        public void swapped(Announcement announcement, SwapTimes times) {
            all.add("swapped " + announcement.version());
        }

        @Override
        public void refused(Announcement announcement, RefusalReason reason) {
            all.add("refused " + announcement.version() + " " + reason);
        }

        @Override
        public void retrying(Announcement announcement) {
            all.add("retrying " + announcement.version());
        }

        @Override
        public void failing(Optional<Announcement> highest) {
            failing = highest;
        }
    }

    /** Local files, and a scheme whose client fails by unchecked exceptions. */
    private record Stores() implements BundleStore {
        @Override
        public Content open(AllowedFile file) throws IOException {
            if (file.scheme().equals("unchecked")) {
                throw new IllegalStateException("the store does not answer");
            }
            return new LocalFiles().open(file);
        }
    }
}
