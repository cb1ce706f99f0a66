package freshet.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void aJobThatKeepsUpIsNeverWaitedFor() {
        for (int second = 0; second < 60; second++) {
            assertThat(backlog.isTooLong(second * 10_000L, 15_000)).isFalse();
        }
    }

    @Test
    void tenSecondsBehindItIsWaitedForUntilHalfIsLeft() {
        for (int second = 0; second < 30; second++) {
            assertThat(backlog.isTooLong(second * 1_000L, 500)).isFalse();
        }
        assertThat(backlog.isTooLong(30_000, 10_000)).isFalse();
        assertThat(backlog.isTooLong(31_000, 10_001)).isTrue();
        assertThat(backlog.isTooLong(31_000, 5_001)).isTrue();
        assertThat(backlog.isTooLong(31_000, 5_000)).isFalse();
        assertThat(backlog.isTooLong(32_000, 5_000)).isFalse();
    }

    @Test
    void fewEventsAreNotWaitedFor() {
        for (int second = 0; second < 60; second++) {
            assertThat(backlog.isTooLong(second * 100L, 5_000)).isFalse();
        }
        assertThat(backlog.isTooLong(6_100, 5_001)).isTrue();
    }
}
