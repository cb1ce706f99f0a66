package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.benchmark.serving.LatencyLog.Answered;
import freshet.lab.benchmark.serving.Swapper.SwapMoment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SwapFiguresTest {
    private static final long MILLI = 1_000_000;

    /** An event: after how many milliseconds it was due, and how many it waited. */
    private static Answered event(long due, long waited, long version) {
        return new Answered(due * MILLI, (due + waited) * MILLI, version);
    }

    @Test
    void percentilesAreOfTheTimeFromDueToRead() {
        List<Answered> events = LongStream.rangeClosed(1, 1_000)
                .mapToObj(millis -> event(10 * millis, millis, 1))
                .toList();
        assertThat(new LatencyFigures(100, events, 1.5, 0, Optional.empty()).figures())
                .containsEntry("events", 1_000)
                .containsEntry("busyCores", 1.5)
                .satisfies(figures -> {
                    // three digits of the histogram
                    assertThat(figures.get("p50Millis").doubleValue()).isBetween(500.0, 500.5);
                    assertThat(figures.get("p99Millis").doubleValue()).isBetween(990.0, 991.0);
                    assertThat(figures.get("maxMillis").doubleValue()).isBetween(1_000.0, 1_001.0);
                });
    }

    @Test
    void anEventThatWaitedWhileAModelWasSwappedCountsForTheSwap() {
        List<Answered> events = List.of(
                event(0, 900, 1), // read before the announcement
                event(990, 20, 1), // read after it
                event(1_500, 30, 1),
                event(1_690, 40, 2), // within half a second after the swap
                event(1_710, 700, 2)); // due later
        SwapFigures figures = new SwapFigures(
                new LatencyFigures(10, events, 1.5, 0, Optional.empty()),
                List.of(new SwapMoment(2, 1_000 * MILLI, 1_200 * MILLI, OptionalLong.of(300L << 20))));
        assertThat(figures.figures())
                .containsEntry("swaps", 1)
                .containsEntry("versionsSeen", 2)
                .containsEntry("longestUptakeMillis", 200.0)
                .containsEntry("eventsDuringSwaps", 3)
                .containsEntry("residentMegabytesAfterSwap1", 300L)
                .satisfies(all -> {
                    assertThat(all.get("maxMillisDuringSwaps").doubleValue()).isBetween(40.0, 40.1);
                    assertThat(all.get("maxMillisBetweenSwaps").doubleValue()).isBetween(900.0, 901.0);
                });
    }

    @Test
    void aPercentileOverNoEventIsNone() {
        SwapFigures figures = new SwapFigures(
                new LatencyFigures(10, List.of(event(0, 9, 1)), 1.5, 0, Optional.empty()),
                List.of(new SwapMoment(2, 1_000 * MILLI, 1_200 * MILLI, OptionalLong.empty())));

        assertThat(figures.figures())
                .containsEntry("eventsDuringSwaps", 0)
                .containsEntry("p99MillisDuringSwaps", Double.NaN);
        assertThat(LatencyTable.of(figures)).containsPattern("during swaps +n/a +n/a +\\(0 events\\)");
    }
}
