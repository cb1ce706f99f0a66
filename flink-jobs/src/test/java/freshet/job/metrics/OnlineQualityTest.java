package freshet.job.metrics;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.ListedMetrics;
import freshet.model.session.LastAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnlineQualityTest {
    private final ListedMetrics metrics = new ListedMetrics();
    private final OnlineQuality quality = new OnlineQuality(metrics.group());

    @Test
    void ranksAreCountedUnderTheVersionThatRecommended() {
        quality.judged(3, 0);
        quality.judged(3, 3);
        quality.judged(3, LastAnswer.MISS);
        quality.judged(4, 19);
        assertThat(metrics.count("predictions", in("3"))).isEqualTo(3);
        assertThat(metrics.count("hits", in("3"))).isEqualTo(2);
        assertThat(metrics.value("reciprocalRanks", in("3"))).isEqualTo(1.25);
        assertThat(metrics.count("predictions", in("4"))).isEqualTo(1);
        assertThat(metrics.value("reciprocalRanks", in("4"))).isEqualTo(0.05);
    }

    @Test
    void theNewestVersionsAreShownInAnyOrderOfJudging() {
        for (long version = 1; version <= OnlineQuality.VERSIONS + 2; version++) {
            quality.judged(version, 0);
        }
        quality.judged(1, 0);
        quality.judged(5, 0);
        assertThat(metrics.variables("version")).containsExactlyInAnyOrder("3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(metrics.count("predictions", in("5"))).isEqualTo(2);
    }

    @Test
    void nothingIsKeptOfVersionsThatAreShownNoMore() {
        for (long version = 1; version <= 5 * OnlineQuality.VERSIONS; version++) {
            quality.judged(version, 0);
        }
        eventually().untilAsserted(() -> {
            System.gc();
            assertThat(metrics.groupsLeft()).isZero();
        });
        quality.judged(34, 1);
        assertThat(metrics.count("predictions", in("34"))).isEqualTo(2);
        assertThat(metrics.value("reciprocalRanks", in("34"))).isEqualTo(1.5);
    }

    private static Map<String, String> in(String version) {
        return Map.of("version", version);
    }
}
