package freshet.job.recommend;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.table.StandingAvailability;
import freshet.job.testing.Events;
import freshet.model.answer.ExcludeRule;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.serving.Announcement;
import freshet.serving.ItemUpdate;
import freshet.serving.testing.TinyChain;
import freshet.serving.testing.TinyGru;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which items are kept out of the answers: at a start, live, after a swap, after a restart. */
class RecommenderWithheldItemsTest {
    private static final long GAP = 30 * 60_000;
    private static final AnsweringSettings AT_ONCE = new AnsweringSettings(GAP, 5, 1, 0, 20, ExcludeRule.NONE);
    private static final AnsweringSettings BATCHES_OF_TWO = new AnsweringSettings(GAP, 5, 2, 5, 20, ExcludeRule.NONE);

    @TempDir
    Path store;

    private final Events events = new Events();
    private final TinyGru small = new TinyGru(6, 1);
    private final TinyGru large = new TinyGru(8, 2);

    @Test
    void aWithheldItemLeavesTheAnswersAndComesBackWhenItIsReleased() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, StandingAvailability.NONE)) {
            assertThat(answer(job, "i1")).containsExactlyInAnyOrderElementsOf(small.items());
            job.notice(ItemUpdate.of("i4", false, 0, 0, 0));
            assertThat(answer(job, "i2")).containsExactlyInAnyOrder("i0", "i1", "i2", "i3", "i5");
            job.notice(ItemUpdate.of("i4", true, 0, 1, 0));
            assertThat(answer(job, "i3")).containsExactlyInAnyOrderElementsOf(small.items());
        }
    }

    @Test
    void theGatheredBatchFollowsAnUpdateAlready() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_TWO, StandingAvailability.NONE)) {
            job.send(events.view("s", "i1", 0));
            job.notice(ItemUpdate.of("i4", false, 0, 0, 0));
            assertThat(job.recommendations()).isEmpty();
            job.send(events.view("t", "i1", 0));
            assertThat(job.recommendations()).hasSize(2).allSatisfy(answer -> assertThat(ids(answer))
                    .doesNotContain("i4"));
        }
    }

    @Test
    void popularItemsFollowAnUpdateToo() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, StandingAvailability.NONE)) {
            job.notice(ItemUpdate.of("i0", false, 0, 0, 0));
            assertThat(answer(job, "unheard-of")).containsExactly("i1", "i2", "i3", "i4", "i5");
            assertThat(job.recommendations().get(0).getSource()).isEqualTo(RecommendationSource.POPULAR);
        }
    }

    @Test
    void whereAllThatTheModelRanksIsWithheldPopularItemsCome() throws Exception {
        Announcement chain = new TinyChain(4).publish(store, 1);
        try (RecommenderHarness job =
                RecommenderHarness.start(AT_ONCE, () -> List.of(chain), StandingAvailability.NONE)) {
            assertThat(answer(job, "i1")).containsExactly("i2");
            assertThat(source(job)).isEqualTo(RecommendationSource.MODEL);
            job.notice(ItemUpdate.of("i2", false, 0, 0, 0));
            assertThat(answer(job, "i1")).containsExactly("i0", "i1", "i3");
            assertThat(source(job)).isEqualTo(RecommendationSource.POPULAR);
            job.notice(ItemUpdate.of("i0", false, 0, 1, 0));
            job.notice(ItemUpdate.of("i1", false, 0, 2, 0));
            assertThat(answer(job, "i1")).containsExactly("i3");
            job.notice(ItemUpdate.of("i3", false, 0, 3, 0));
            assertThat(answer(job, "i1")).isEmpty();
            job.notice(ItemUpdate.of("i2", true, 0, 4, 0));
            assertThat(answer(job, "i1")).containsExactly("i2");
            assertThat(source(job)).isEqualTo(RecommendationSource.MODEL);
        }
    }

    @Test
    void whereNothingFollowsAnItemOthersThanTheSeenAreAnswered() throws Exception {
        AnsweringSettings unseen = new AnsweringSettings(GAP, 5, 1, 0, 20, ExcludeRule.SEEN);
        Announcement chain = new TinyChain(4).publish(store, 1);
        try (RecommenderHarness job =
                RecommenderHarness.start(unseen, () -> List.of(chain), StandingAvailability.NONE)) {
            assertThat(answer(job, "i3")).containsExactly("i0", "i1", "i2");
            assertThat(source(job)).isEqualTo(RecommendationSource.POPULAR);
        }
    }

    @Test
    void whatAStartReadsHoldsFromTheFirstEventOn() throws Exception {
        StandingAvailability standing = sink -> {
            sink.accept(ItemUpdate.of("i2", false, 0, 4, 0));
            sink.accept(ItemUpdate.of("i3", true, 0, 5, 0));
        };
        try (RecommenderHarness job = serving(AT_ONCE, standing)) {
            assertThat(answer(job, "i1")).doesNotContain("i2").contains("i3");
            job.notice(ItemUpdate.of("i2", true, 0, 2, 0)); // what was so before
            job.notice(ItemUpdate.of("i3", false, 0, 3, 0));
            assertThat(answer(job, "i1")).doesNotContain("i2").contains("i3");
        }
    }

    @Test
    void aSwapKeepsItAndANewItemMayBeWithheldBeforeItsModelComes() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, StandingAvailability.NONE)) {
            job.notice(ItemUpdate.of("i7", false, 0, 0, 0));
            job.notice(ItemUpdate.of("i4", false, 0, 1, 0));
            job.announce(large.publish(store, 2));
            job.notice(ItemUpdate.of("i5", false, 0, 2, 0)); // while the model loads
            eventually().until(job::runMail);
            assertThat(answer(job, "i1")).containsExactlyInAnyOrder("i0", "i1", "i2", "i3", "i6");
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(2);
        }
    }

    @Test
    void aRestartFollowsWhatTheTopicSaysThen() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = serving(AT_ONCE, StandingAvailability.NONE)) {
            job.notice(ItemUpdate.of("i1", false, 0, 0, 0));
            state = job.checkpoint(1);
        }
        StandingAvailability meanwhile = sink -> sink.accept(ItemUpdate.of("i2", false, 0, 2, 0));
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, "default", state, meanwhile)) {
            assertThat(answer(job, "i3")).containsExactlyInAnyOrder("i0", "i1", "i3", "i4", "i5");
        }
    }

    private RecommenderHarness serving(AnsweringSettings settings, StandingAvailability availability) throws Exception {
        Announcement announcement = small.publish(store, 1);
        return RecommenderHarness.start(settings, () -> List.of(announcement), availability);
    }

    /** The items of the answer to a new session with this item. */
    private List<String> answer(RecommenderHarness job, String item) throws Exception {
        int before = job.recommendations().size();
        job.send(events.view("session " + before, item, before));
        return ids(job.recommendations().get(before));
    }

    /** Of the newest answer. */
    private static RecommendationSource source(RecommenderHarness job) {
        List<Recommendation> answers = job.recommendations();
        return answers.get(answers.size() - 1).getSource();
    }

    private static List<String> ids(Recommendation answer) {
        return answer.getItems().stream().map(RecommendedItem::getItemId).toList();
    }
}
