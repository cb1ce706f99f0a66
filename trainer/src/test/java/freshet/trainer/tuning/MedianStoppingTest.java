package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Objective;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Curves by hand; the running averages up to epochs 1, 2, 3 are beside them. */
class MedianStoppingTest {
    private static final List<Trial> EARLIER = List.of(
            trial(Trial.End.FINISHED, 0.125, 0.375, 0.625), // 0.125 0.25  0.375
            trial(Trial.End.FINISHED, 0.25, 0.5, 0.75), // 0.25  0.375 0.5
            trial(Trial.End.FINISHED, 0.5, 0.625, 0.75)); // 0.5   0.5625 0.625

    @Test
    void aTrialBelowTheMedianOfTheRunningAveragesEnds() {
        assertThat(ends(EARLIER, 0.24)).isTrue();
        assertThat(ends(EARLIER, 0.1, 0.37)).isTrue();
        assertThat(ends(EARLIER, 0.1, 0.37, 0.49)).isTrue();
    }

    @Test
    void aTrialAtTheMedianGoesOn() {
        assertThat(ends(EARLIER, 0.25)).isFalse();
        assertThat(ends(EARLIER, 0.1, 0.375)).isFalse();
        assertThat(ends(EARLIER, 0.1, 0.375, 0.5)).isFalse();
    }

    @Test
    void theBestEpochOfTheRunningTrialCountsNotItsLast() {
        assertThat(ends(EARLIER, 0.5, 0.1, 0.1)).isFalse();
    }

    @Test
    void withFewerThanThreeToCompareWithNoneEnds() {
        assertThat(ends(EARLIER.subList(0, 2), 0.0)).isFalse();
        assertThat(ends(List.of(), 0.0)).isFalse();
    }

    /**
     * At epoch 1 the median of 0.0625, 0.125, 0.25, 0.5 is 0.1875; at epoch 2 the stopped trial
     * counts no more.
     */
    @Test
    void aStoppedTrialCountsForTheEpochsThatItReached() {
        List<Trial> earlier = with(trial(Trial.End.STOPPED, 0.0625));

        assertThat(ends(earlier, 0.1875)).isFalse();
        assertThat(ends(earlier, 0.18)).isTrue();
        assertThat(ends(earlier, 0.1, 0.37)).isTrue();
        assertThat(ends(earlier, 0.1, 0.375)).isFalse();
    }

    /** A fourth average of 0.75 makes the median of epoch 2 (0.375 + 0.5625) / 2 = 0.46875. */
    @Test
    void aTrialThatFinishedEarlyCountsForLaterEpochsToo() {
        List<Trial> earlier = with(trial(Trial.End.FINISHED, 0.75));

        assertThat(ends(earlier, 0.1, 0.46)).isTrue();
        assertThat(ends(earlier, 0.1, 0.46875)).isFalse();
    }

    @Test
    void aFailedTrialDoesNotCount() {
        List<Trial> earlier = with(trial(Trial.End.FAILED, 0.9, 0.9));

        assertThat(ends(earlier, 0.25)).isFalse();
        assertThat(Stopping.NONE.ends(List.of(new Accuracy(0, 0)), EARLIER, Objective.RECALL))
                .isFalse();
    }

    @Test
    void theObjectiveIsWhatIsCompared() {
        List<Accuracy> goodMrr = List.of(new Accuracy(0.0625, 0.25));

        assertThat(Stopping.MEDIAN.ends(goodMrr, EARLIER, Objective.RECALL)).isTrue();
        assertThat(Stopping.MEDIAN.ends(goodMrr, EARLIER, Objective.MRR)).isFalse();
    }

    private static boolean ends(List<Trial> earlier, double... recalls) {
        return Stopping.MEDIAN.ends(curve(recalls), earlier, Objective.RECALL);
    }

    private static List<Trial> with(Trial another) {
        return Stream.concat(EARLIER.stream(), Stream.of(another)).toList();
    }

    private static Trial trial(Trial.End end, double... recalls) {
        return new Trial(1, new TreeMap<>(), end, curve(recalls), "", 1);
    }

    private static List<Accuracy> curve(double... recalls) {
        return DoubleStream.of(recalls)
                .mapToObj(recall -> new Accuracy(recall, recall / 2))
                .toList();
    }
}
