package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingDataTest {

    @Test
    void itemsAreNumberedByFallingSupportThenById() {
        TrainingData data = Logs.data("pear fig", "fig apple", "fig pear apple");

        assertThat(data.vocabulary().items()).containsExactly("fig", "apple", "pear");
        assertThat(data.support()).containsExactly(3, 2, 2);
        assertThat(data.items().toArray()).containsExactly(2, 0, 0, 1, 0, 2, 1);
        assertThat(data.sessionOffsets().toArray()).containsExactly(0, 2, 4, 7);
        assertThat(data.sessions()).isEqualTo(3);
        assertThat(data.predictions()).isEqualTo(4);
        assertThat(data.dropped()).isEqualTo(new Dropped(0, 0, 0, 0, 0, 0));
    }

    /**
     * Dropping the rare d leaves a session of one c; dropping it makes c rare; that leaves a
     * session of one b, and so on.
     */
    @Test
    void rulesAreAppliedAgainUntilNothingFallsAway() {
        TrainingData data = TrainingData.of(
                Logs.sessions("a x", "c d", "b c", "a b", "a x", "x a"), new Preprocessing(2, 2, false));

        assertThat(data.vocabulary().items()).containsExactly("a", "x");
        assertThat(data.support()).containsExactly(3, 3);
        assertThat(data.sessions()).isEqualTo(3);
        assertThat(data.dropped()).isEqualTo(new Dropped(0, 3, 3, 3, 3, 0));
        assertThat(data.dropped().events()).isEqualTo(6);
    }

    @Test
    void singleEventsAreDropped() {
        TrainingData data = Logs.data("a", "a b", "c");

        assertThat(data.vocabulary().items()).containsExactly("a", "b");
        assertThat(data.dropped()).isEqualTo(new Dropped(0, 0, 0, 2, 2, 1));
    }

    /**
     * Without the rare x the first session is a a, without the repeat it is too short; c c is one
     * c, which is rare.
     */
    @Test
    void repeatsThatMeetWhenAnItemFallsAwayAreDroppedToo() {
        TrainingData data =
                TrainingData.of(Logs.sessions("a x a", "a a b b", "b a", "c c"), new Preprocessing(2, 2, true));

        assertThat(data.vocabulary().items()).containsExactly("a", "b");
        assertThat(data.items().toArray()).containsExactly(0, 1, 1, 0);
        assertThat(data.sessionOffsets().toArray()).containsExactly(0, 2, 4);
        assertThat(data.dropped()).isEqualTo(new Dropped(4, 2, 2, 2, 1, 0));
        assertThat(data.rules().dropRepeats()).isTrue();
    }

    @Test
    void repeatsStandUnlessTheyAreToBeDropped() {
        assertThat(Logs.data("a a b").items().toArray()).containsExactly(0, 0, 1);
    }

    @Test
    void hashTellsItemsOrderAndSessionsApart() {
        String hash = Logs.data("a b c d").hash();

        assertThat(hash)
                .matches("[0-9a-f]{64}")
                .isEqualTo(Logs.data("a b c d", "e").hash());
        assertThat(List.of(
                        Logs.data("a b d c").hash(),
                        Logs.data("a b", "c d").hash(),
                        Logs.data("a b c e").hash(),
                        Logs.data("ab c d").hash()))
                .doesNotContain(hash)
                .doesNotHaveDuplicates();
    }

    @Test
    void validationSessionsAreHashedAsTheDataAre() {
        TrainingPlan plan = TrainingPlan.of(Logs.data("a b"));

        assertThat(plan.validatedOn(Logs.sessions("a b c", "b a")).validationHash())
                .isEqualTo(Logs.data("a b c", "b a").hash());
        assertThat(plan.validatedOn(Logs.sessions("a b c", "a b")).validationHash())
                .isNotEqualTo(Logs.data("a b c", "b a").hash());
    }

    @Test
    void nothingLeftIsAnErrorThatSaysWhatWasThere() {
        assertThatThrownBy(() -> Logs.data("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 2 sessions with 2 events");
        assertThatThrownBy(() -> TrainingData.of(List.of(), Preprocessing.KEEP_ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 0 sessions");
    }

    @Test
    void oneItemAloneIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> Logs.data("a a a", "a a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one item alone is left to train on, \"a\", of 2 in the log");
    }

    @Test
    void preprocessingRefusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> new Preprocessing(0, 2, false)).hasMessageContaining("minimum item support is 0");
        assertThatThrownBy(() -> new Preprocessing(1, 1, false)).hasMessageContaining("minimum session length is 1");
    }

    /**
     * The first session is too short and falls away, the second starts at 02:46:40, the third at
     * 03:46:40.
     */
    @Test
    void since_laterSessionsAreLearnedFrom_supportIsThatOfAll() {
        TrainingData all = Logs.data("a", "a b", "b c b");

        TrainingData later = all.since(Instant.parse("2001-09-09T03:46:40Z"));

        assertThat(later.vocabulary()).isEqualTo(all.vocabulary());
        assertThat(later.support()).containsExactly(3, 1, 1);
        assertThat(later.items().toArray()).containsExactly(0, 2, 0);
        assertThat(later.sessionOffsets().toArray()).containsExactly(0, 3);
        assertThat(later.hash()).isNotEqualTo(all.hash());
        assertThat(all.since(Instant.parse("2001-09-09T02:46:40Z")).sessions()).isEqualTo(2);
    }

    @Test
    void since_afterTheLastSession_nothingIsLeft() {
        assertThatThrownBy(() -> Logs.data("a b").since(Instant.parse("2001-09-09T01:46:41Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no session is left that starts at 2001-09-09T01:46:41Z or later; the last one starts at"
                        + " 2001-09-09T01:46:40Z, so name an earlier time");
    }
}
