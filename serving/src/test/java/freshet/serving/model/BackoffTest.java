package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Backoff backoff = new Backoff(SECOND, SECOND.multipliedBy(60), 7);

    @Test
    void waitsDoubleUpToTheLongestAndAreAtLeastHalfOfThat() {
        long[] longest = {1, 2, 4, 8, 16, 32, 60, 60};
        for (int failures = 1; failures <= longest.length; failures++) {
            assertThat(backoff.delay(3, failures, false))
                    .as("after %d failures", failures)
                    .isBetween(
                            SECOND.multipliedBy(longest[failures - 1]).dividedBy(2),
                            SECOND.multipliedBy(longest[failures - 1]));
        }
        assertThat(backoff.delay(3, Integer.MAX_VALUE, false)).isLessThanOrEqualTo(SECOND.multipliedBy(60));
    }

    @Test
    void aWholeFetchInVainWaitsFromTheLongestUpToThirtyTimesThat() {
        assertThat(backoff.delay(3, 1, true)).isBetween(SECOND.multipliedBy(30), SECOND.multipliedBy(60));
        assertThat(backoff.delay(3, 20, true)).isBetween(SECOND.multipliedBy(900), SECOND.multipliedBy(1800));
    }

    @Test
    void slotsOfOneJvmWaitAlikeAndJvmsDoNot() {
        assertThat(new Backoff(SECOND, SECOND.multipliedBy(60), 7).delay(3, 5, false))
                .isEqualTo(backoff.delay(3, 5, false));
        assertThat(LongStream.range(0, 100)
                        .mapToObj(seed -> new Backoff(SECOND, SECOND.multipliedBy(60), seed).delay(3, 5, false))
                        .distinct())
                .hasSizeGreaterThan(90);
    }
}
