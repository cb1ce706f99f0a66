package freshet.job.recommend;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.table.StandingAvailability;
import freshet.job.testing.Events;
import freshet.job.testing.Rankings;
import freshet.model.answer.ExcludeRule;
import freshet.model.bundle.BundleFile;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.serving.Announcement;
import freshet.serving.model.AllowedStores;
import freshet.serving.model.ModelCache;
import freshet.serving.testing.TinyGru;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model answers: at a start, after an announcement, after a restart. */
class RecommenderSwapTest {
    private static final long GAP = 30 * 60_000;
    private static final AnsweringSettings BATCHES_OF_THREE = new AnsweringSettings(GAP, 50, 3, 5, 4, ExcludeRule.NONE);
    private static final AnsweringSettings AT_ONCE = new AnsweringSettings(GAP, 5, 1, 0, 4, ExcludeRule.NONE);

    @TempDir
    Path store;

    private final Events events = new Events();
    private final TinyGru first = new TinyGru(12, 1);
    private final TinyGru second = new TinyGru(12, 2);

    private RecommenderHarness serving(AnsweringSettings settings, TinyGru model) throws Exception {
        Announcement announcement = model.publish(store, 1);
        return RecommenderHarness.start(settings, () -> List.of(announcement));
    }

    @Test
    void withoutAModelEventsAreAnsweredNoneAndRemembered() throws Exception {
        try (RecommenderHarness job = RecommenderHarness.start(AT_ONCE, RecommenderHarness.NOTHING_STANDS)) {
            job.send(events.view("s", "i1", 0));
            Recommendation none = job.recommendations().get(0);
            assertThat(none.getSource()).isEqualTo(RecommendationSource.NONE);
            assertThat(none.getModelVersion()).isZero();
            assertThat(none.getItems()).isEmpty();
            swap(job, first, 1);
            job.send(events.view("s", "i2", 1));
            assertRanking(job.recommendations().get(1), first, List.of("i1", "i2"));
        }
    }

    @Test
    void aNewModelTakesOverBetweenBatchesAndFoldsSessionsAnew() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i2", 1));
            swap(job, second, 2);
            assertThat(job.recommendations())
                    .as("what was gathered before the swap")
                    .extracting(Recommendation::getModelVersion)
                    .containsExactly(1L, 1L);
            job.send(events.view("s", "i3", 2));
            job.checkpoint(1);
            Recommendation after = job.recommendations().get(2);
            assertThat(after.getModelVersion()).isEqualTo(2);
            assertThat(after.getPosition()).isEqualTo(3);
            assertRanking(after, second, List.of("i1", "i2", "i3"));
        }
    }

    @Test
    void aBrokenBundleIsRefusedAndTheOldModelGoesOn() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            Path broken = Files.writeString(store.resolve("broken"), "no bundle");
            job.announce(TinyGru.announcement(broken, "0".repeat(64), 2));
            awaitMail(job);
            job.send(events.view("s", "i1", 0));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(1);
            swap(job, second, 3);
            job.send(events.view("s", "i2", 0));
            assertThat(job.recommendations().get(1).getModelVersion()).isEqualTo(3);
        }
    }

    @Test
    void aBundleOutsideOfTheStoresIsRefusedAndOneWithinIsServed() throws Exception {
        Path allowed = Files.createDirectory(store.resolve("allowed"));
        AllowedStores stores = AllowedStores.of(AllowedStores.setting(allowed));
        try (RecommenderHarness job = RecommenderHarness.startWithin(stores, AT_ONCE)) {
            job.announce(first.publish(store, 1));
            awaitMail(job);
            job.send(events.view("s", "i1", 0));
            assertThat(job.recommendations().get(0).getSource()).isEqualTo(RecommendationSource.NONE);
            job.announce(second.publish(allowed, 2));
            awaitMail(job);
            job.send(events.view("s", "i2", 1));
            assertThat(job.recommendations().get(1).getModelVersion()).isEqualTo(2);
        }
    }

    @Test
    void aStandingBundleThatIsBrokenLeavesTheStartWithoutAModel() throws Exception {
        Announcement missing = TinyGru.announcement(store.resolve("missing"), "0".repeat(64), 1);
        try (RecommenderHarness job = RecommenderHarness.start(AT_ONCE, () -> List.of(missing))) {
            job.send(events.view("s", "i1", 0));
            assertThat(job.recommendations().get(0).getSource()).isEqualTo(RecommendationSource.NONE);
        }
    }

    @Test
    void aRestartServesTheVersionOfItsStateAndGoesOnWithItsVectors() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i2", 1));
            state = job.checkpoint(1);
        }
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            job.send(events.view("s", "i3", 2));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(1);
            assertRanking(job.recommendations().get(0), first, List.of("i1", "i2", "i3"));
        }
    }

    @Test
    void aCheckpointDuringALoadDoesNotLoseTheAnnouncement() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.announce(second.publish(store, 2)); // its mail is never run: the swap does not come to pass
            state = job.checkpoint(1);
            job.send(events.view("s", "i1", 0));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(1);
        }
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            awaitMail(job);
            job.send(events.view("s", "i2", 1));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(2);
        }
    }

    @Test
    void aBundleThatComesLaterIsServedWithoutANewAnnouncement() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            Announcement late = second.publish(store, 2);
            Path bundle = store.resolve("model-2.safetensors");
            Path away = Files.move(bundle, store.resolve("away"));
            job.announce(late);
            awaitMail(job);
            Files.move(away, bundle);
            job.processingTime(RecommenderHarness.RETRY_INITIAL.toMillis());
            awaitMail(job);
            job.send(events.view("s", "i1", 0));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(2);
        }
    }

    @Test
    void aRestartGoesOnTryingWhatIsNeitherServedNorTheNewest() throws Exception {
        OperatorSubtaskState state;
        Path bundle = store.resolve("model-2.safetensors");
        Path away = store.resolve("away");
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            Announcement late = second.publish(store, 2);
            Files.move(bundle, away);
            job.announce(late);
            awaitMail(job);
            Path bad = Files.writeString(store.resolve("bad"), "no bundle");
            job.announce(TinyGru.announcement(bad, BundleFile.sha256(bad), 3));
            awaitMail(job);
            state = job.checkpoint(1);
        }
        Files.move(away, bundle);
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            awaitMail(job);
            awaitMail(job);
            job.send(events.view("s", "i1", 0));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(2);
        }
    }

    @Test
    void aRestartWithinAMinuteFetchesNoModel() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            state = job.checkpoint(1);
        }
        Files.delete(store.resolve("model-1.safetensors"));
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            job.send(events.view("s", "i2", 1));
            assertRanking(job.recommendations().get(0), first, List.of("i1", "i2"));
        }
    }

    @Test
    void aRestartWithoutTheBundleOfItsStateServesANewerAnnouncedOne() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            state = job.checkpoint(1);
        }
        Files.delete(store.resolve("model-1.safetensors"));
        ModelCache.closeUnusedOfThisJvm();
        Announcement newer = second.publish(store, 2);
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state, () -> List.of(newer))) {
            job.send(events.view("s", "i2", 1));
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(2);
            assertRanking(job.recommendations().get(0), second, List.of("i1", "i2"));
        }
    }

    @Test
    void aRestartWithoutTheBundleOfItsStateFailsInWords() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            state = job.checkpoint(1);
        }
        Files.delete(store.resolve("model-1.safetensors"));
        ModelCache.closeUnusedOfThisJvm();
        assertThatThrownBy(() -> RecommenderHarness.restore(AT_ONCE, state))
                .hasStackTraceContaining("model default version 1, which the state names as served, cannot be loaded")
                .hasStackTraceContaining("model-1.safetensors cannot be fetched");
    }

    @Test
    void aRestartWithASmallerWindowKeepsTheNewestEvents() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            for (int i = 0; i < 5; i++) {
                job.send(events.view("s", "i" + i, i));
            }
            state = job.checkpoint(1);
        }
        AnsweringSettings windowOfThree = new AnsweringSettings(GAP, 3, 1, 0, 4, ExcludeRule.NONE);
        try (RecommenderHarness job = RecommenderHarness.restore(windowOfThree, state)) {
            job.send(events.view("s", "i7", 7));
            assertRanking(job.recommendations().get(0), first, List.of("i3", "i4", "i7"));
        }
    }

    @Test
    void aStateOfAnotherModelIsRefusedInWords() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            state = job.checkpoint(1);
        }
        assertThatThrownBy(() -> RecommenderHarness.restore(AT_ONCE, "shop", state, StandingAvailability.NONE))
                .hasStackTraceContaining("the state was made with model.name default, not shop");
    }

    private void swap(RecommenderHarness job, TinyGru model, long version) throws Exception {
        job.announce(model.publish(store, version));
        awaitMail(job);
    }

    private static void awaitMail(RecommenderHarness job) {
        eventually().until(job::runMail);
    }

    private static void assertRanking(Recommendation answer, TinyGru model, List<String> session) {
        Rankings.assertRanking(answer, 4, model, session);
    }
}
