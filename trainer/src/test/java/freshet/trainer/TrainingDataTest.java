package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingDataTest {

    @Test
    void itemsAreNumberedByFallingSupportThenById() {
        TrainingData data = Logs.data("pear fig", "fig apple", "fig pear apple");

        assertThat(data.vocabulary().items()).containsExactly("fig", "apple", "pear");
        assertThat(data.support()).containsExactly(3, 2, 2);
        assertThat(data.items()).containsExactly(2, 0, 0, 1, 0, 2, 1);
        assertThat(data.sessionOffsets()).containsExactly(0, 2, 4, 7);
        assertThat(data.sessions()).isEqualTo(3);
        assertThat(data.predictions()).isEqualTo(4);
        assertThat(data.dropped()).isEqualTo(new Dropped(0, 0, 0));
    }

    /** Dropping the rare d leaves a session of one c; dropping it makes c rare; that leaves a session of one b, and so on. */
    @Test
    void rulesAreAppliedAgainUntilNothingFallsAway() {
        TrainingData data =
                TrainingData.of(Logs.sessions("a x", "c d", "b c", "a b", "a x", "x a"), new Preprocessing(2, 2));

        assertThat(data.vocabulary().items()).containsExactly("a", "x");
        assertThat(data.support()).containsExactly(3, 3);
        assertThat(data.sessions()).isEqualTo(3);
        assertThat(data.dropped()).isEqualTo(new Dropped(6, 3, 3));
        assertThat(data.dropped()).hasToString("dropped 6 events, 3 sessions, 3 items");
    }

    @Test
    void singleEventsAreDropped() {
        TrainingData data = Logs.data("a", "a b", "c");

        assertThat(data.vocabulary().items()).containsExactly("a", "b");
        assertThat(data.dropped()).isEqualTo(new Dropped(2, 2, 1));
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
    void nothingLeftIsAnErrorThatSaysWhatWasThere() {
        assertThatThrownBy(() -> Logs.data("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 2 sessions with 2 events");
        assertThatThrownBy(() -> TrainingData.of(List.of(), Preprocessing.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 0 sessions");
    }

    @Test
    void preprocessingRefusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> new Preprocessing(0, 2)).hasMessageContaining("minimum item support is 0");
        assertThatThrownBy(() -> new Preprocessing(1, 1)).hasMessageContaining("minimum session length is 1");
    }
}
