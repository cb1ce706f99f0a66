package freshet.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastAnswerTest {
    private final LastAnswer answer = new LastAnswer();

    @Test
    void anItemHasTheRankAtWhichItWasRecommended() {
        answer.begin(3);
        answer.add("i7");
        answer.add("i2");
        assertThat(answer.modelVersion()).isEqualTo(3);
        assertThat(answer.rank("i7")).isZero();
        assertThat(answer.rank("i2")).isEqualTo(1);
        assertThat(answer.rank("i9")).isEqualTo(LastAnswer.MISS);
    }

    @Test
    void itemsBeyondTheFirstTwentyAreNotRemembered() {
        answer.begin(3);
        for (int item = 0; item < 25; item++) {
            answer.add("i" + item);
        }
        assertThat(answer.size()).isEqualTo(LastAnswer.MOST_ITEMS);
        assertThat(answer.rank("i19")).isEqualTo(19);
        assertThat(answer.rank("i20")).isEqualTo(LastAnswer.MISS);
    }

    @Test
    void aNewAnswerReplacesTheOneBefore() {
        answer.begin(3);
        answer.add("i7");
        answer.begin(4);
        answer.add("i2");
        assertThat(answer.rank("i7")).isEqualTo(LastAnswer.MISS);
        assertThat(answer.rank("i2")).isZero();
        answer.clear();
        assertThat(answer.isGiven()).isFalse();
        assertThat(answer.size()).isZero();
    }
}
