package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.benchmark.serving.CoreSampler.Interval;
import freshet.lab.benchmark.serving.SchedulerCounts.ThreadTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreTableTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void slowAndQuickTimeStandBesideEachOther() {
        List<Interval> intervals = List.of(
                new Interval(0, SECOND, Map.of("task", new ThreadTime(SECOND / 2, SECOND / 4))),
                new Interval(SECOND, 3 * SECOND, Map.of("task", new ThreadTime(SECOND, 0), "late", ThreadTime.ZERO)));
        assertThat(CoreTable.of(CoreSplit.of(intervals, interval -> interval.fromNanos() == 0)))
                .containsPattern("slow +1\\.0 s +quick +2\\.0 s")
                .containsPattern("task +50\\.0 +25\\.0 +50\\.0 +0\\.0")
                .containsPattern("late +0\\.0 +0\\.0 +0\\.0 +0\\.0");
    }
}
