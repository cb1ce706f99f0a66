package freshet.trainer.tuning;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Objective;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.DoubleStream;

/**
 * A training with drawn settings that is over. Immutable.
 *
 * @param number from 1
 * @param settings what was drawn, by name
 * @param end how it ended
 * @param curve what was measured after each epoch
 * @param why it failed; empty if it did not
 * @param seconds how long it took
 */
public record Trial(
        int number, SortedMap<String, String> settings, End end, List<Accuracy> curve, String why, double seconds) {

    /** How a trial ends. */
    public enum End {
        /** All epochs, or until the trainer saw no more gain. */
        FINISHED,
        /** By the search, as it was worse than others at the same epoch. */
        STOPPED,
        /** The training could not go on. */
        FAILED
    }

    public Trial {
        curve = List.copyOf(curve);
    }

    /** Whether there is a figure to compare it by: it did not fail, and was measured. */
    public boolean isMeasured() {
        return end != End.FAILED && !curve.isEmpty();
    }

    /** The objective epoch by epoch. */
    DoubleStream values(Objective objective) {
        return curve.stream().mapToDouble(objective::of);
    }

    /**
     * The objective of the best epoch.
     *
     * @throws java.util.NoSuchElementException if nothing was measured
     */
    public double value(Objective objective) {
        return values(objective).max().orElseThrow();
    }

    /**
     * The number of the best epoch, the first of equal ones, from 1.
     *
     * @throws java.util.NoSuchElementException if nothing was measured
     */
    public int bestEpoch(Objective objective) {
        return 1 + values(objective).boxed().toList().indexOf(value(objective));
    }

    /** Measured trials, the best first, of equal ones the earlier. */
    public static List<Trial> ranked(List<Trial> trials, Objective objective) {
        return trials.stream()
                .filter(Trial::isMeasured)
                .sorted(Comparator.comparingDouble((Trial trial) -> -trial.value(objective))
                        .thenComparingInt(Trial::number))
                .toList();
    }
}
