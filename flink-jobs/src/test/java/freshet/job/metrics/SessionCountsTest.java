package freshet.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class SessionCountsTest {
    private static final int KEY_GROUPS = 16;

    private final SessionCounts counts = new SessionCounts(KEY_GROUPS, KeyGroupRange.of(0, KEY_GROUPS - 1));

    @Test
    void afterASwapEverySessionWaitsUntilItIsAnsweredOrDropped() {
        counts.serve(1, true);
        for (int session = 0; session < 10; session++) {
            counts.opened("s" + session, 1);
        }
        assertThat(counts.refoldsPending()).isZero();
        counts.serve(2, true);
        assertThat(counts.refoldsPending()).isEqualTo(10);
        counts.passed("s0", 1, 2);
        counts.opened("new", 2);
        counts.dropped("s1", 1);
        assertThat(counts.refoldsPending()).isEqualTo(8);
        assertThat(counts.sessions()).isEqualTo(10);
        counts.dropped("s0", 2);
        assertThat(counts.refoldsPending())
                .as("a session of the served model waited for nothing")
                .isEqualTo(8);
        counts.serve(3, true);
        assertThat(counts.refoldsPending())
                .as("eight of version 1, one of version 2")
                .isEqualTo(9);
    }

    @Test
    void beforeTheFirstModelNothingWaits() {
        counts.opened("a", 0);
        assertThat(counts.refoldsPending()).isZero();
        counts.serve(1, true);
        assertThat(counts.refoldsPending()).isEqualTo(1);
    }

    @Test
    void nothingWaitsUnderAModelWithoutVectorsUntilTheNextOne() {
        counts.serve(1, true);
        counts.opened("a", 1);
        counts.serve(2, false);
        assertThat(counts.refoldsPending()).isZero();
        counts.serve(3, true);
        assertThat(counts.refoldsPending()).isEqualTo(1);
    }

    @Test
    void aRescaledJobCountsWhatTheOneBeforeItDid() {
        counts.serve(2, true);
        for (int session = 0; session < 100; session++) {
            counts.opened("s" + session, session % 4 == 0 ? 1 : 2);
        }
        List<SessionCounts> three = IntStream.range(0, 3)
                .mapToObj(subtask -> new SessionCounts(
                        KEY_GROUPS,
                        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(KEY_GROUPS, 3, subtask)))
                .toList();
        for (SessionCounts one : three) {
            counts.lines().forEach(one::restore);
            one.serve(2, true);
        }
        assertThat(three.stream().mapToLong(SessionCounts::sessions).sum()).isEqualTo(100);
        assertThat(three.stream().mapToLong(SessionCounts::refoldsPending).sum())
                .isEqualTo(25);
        for (int session = 0; session < 100; session++) {
            String id = "s" + session;
            long answeredBy = session % 4 == 0 ? 1 : 2;
            three.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(id, KEY_GROUPS, 3))
                    .dropped(id, answeredBy);
        }
        assertThat(three).allSatisfy(one -> {
            assertThat(one.sessions()).isZero();
            assertThat(one.lines()).isEmpty();
        });
    }

    @Test
    void versionsWithoutASessionAreForgotten() {
        for (long version = 1; version < 100; version++) {
            counts.serve(version, true);
            counts.opened("a", version);
            counts.dropped("a", version);
        }
        assertThat(counts.lines()).isEmpty();
        assertThat(Stream.of(counts.sessions(), counts.refoldsPending())).containsOnly(0L);
    }
}
