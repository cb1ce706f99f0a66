package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.benchmark.serving.CoreSampler.Interval;
import freshet.lab.benchmark.serving.LatencyLog.Answered;
import freshet.lab.benchmark.serving.SchedulerCounts.ThreadTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlowTimeTest {
    private static final long MILLI = 1_000_000;
    private static final long LENGTH = 50 * MILLI;

    private static Stream<Answered> tenEvents(int interval, int slow) {
        return IntStream.range(0, 10).mapToObj(event -> {
            long due = interval * LENGTH + event * MILLI;
            return new Answered(due, due + (event < slow ? 11 : 9) * MILLI, 1);
        });
    }

    private static Interval interval(int number) {
        return new Interval(number * LENGTH, (number + 1) * LENGTH, Map.of("task", new ThreadTime(number, 0)));
    }

    @Test
    void aFifthOfSlowAnswersMakesAnIntervalSlow() {
        SlowTime time =
                new SlowTime(Stream.concat(tenEvents(1, 2), tenEvents(2, 1)).toList());
        CoreSplit split = time.split(List.of(interval(1), interval(2)));
        assertThat(split.slow().onCore("task")).isEqualTo(1.0 / LENGTH);
        assertThat(split.quick().onCore("task")).isEqualTo(2.0 / LENGTH);
    }

    @Test
    void intervalsOutsideOfWhatIsMeasuredDoNotCount() {
        CoreSplit split = new SlowTime(tenEvents(1, 0).toList()).split(List.of(interval(0), interval(1), interval(9)));
        assertThat(split.slow().nanos()).isZero();
        assertThat(split.quick().nanos()).isEqualTo(LENGTH);
    }
}
