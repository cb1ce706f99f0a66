package freshet.client;

import static freshet.client.Replies.NOON;
import static freshet.client.Replies.recommended;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestAnswersTest {
    private final NewestAnswers newest = new NewestAnswers(2);

    @Test
    void theNewestAnswerOfASessionIsKept() {
        newest.add(recommended("s", NOON, 1));
        newest.add(recommended("s", NOON.plusSeconds(1), 4));
        assertThat(newest.of("s")).contains(recommended("s", NOON.plusSeconds(1), 4));
        assertThat(newest.of("t")).isEmpty();
    }

    @Test
    void aRepeatedAnswerReplacesNoNewerOne() {
        newest.add(recommended("s", NOON, 4));
        newest.add(recommended("s", NOON, 1));
        assertThat(newest.of("s")).contains(recommended("s", NOON, 4));
    }

    @Test
    void theSessionAnsweredLeastRecentlyGoesFirst() {
        newest.add(recommended("a", NOON, 1));
        newest.add(recommended("b", NOON, 2));
        newest.add(recommended("a", NOON, 3));
        newest.add(recommended("c", NOON, 4));
        assertThat(newest.of("a")).isPresent();
        assertThat(newest.of("b")).isEmpty();
        assertThat(newest.of("c")).isPresent();
    }

    @Test
    void withoutRoomNothingIsKept() {
        NewestAnswers none = new NewestAnswers(0);
        none.add(recommended("a", NOON, 1));
        assertThat(none.of("a")).isEmpty();
    }
}
