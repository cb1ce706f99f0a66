package freshet.trainer.tuning;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Objective;
import java.util.List;

/**
 * The median stopping rule (Golovin, Solnik, Moitra, Kochanski, Karro, Sculley, "Google Vizier: A
 * Service for Black-Box Optimization", KDD 2017): a trial ends after epoch s if its best objective
 * so far is strictly worse than the median, over the earlier trials, of the running average of
 * their objectives up to epoch s. It has no parameters to tune, assumes no shape of the curves, and
 * needs only what earlier trials have shown: as trials run one after the other, a search that is
 * taken up again decides as one that never stopped. ASHA (Li et al. 2020) would have to keep many
 * half-trained models for a later promotion, which pays with many workers, not with one.
 *
 * <p>An earlier trial that was stopped counts for the epochs that it reached; one that finished
 * before epoch s counts with the average of all it had; a failed one does not count. Below
 * {@value #LEAST} trials there is no median worth the name, and none is ended.
 */
final class MedianStopping {
    /** Fewest earlier trials that are compared with. */
    static final int LEAST = 3;

    private MedianStopping() {}

    static boolean ends(List<Accuracy> curve, List<Trial> earlier, Objective objective) {
        int epochs = curve.size();
        double[] averages = earlier.stream()
                .filter(trial -> trial.isMeasured() && reaches(trial, epochs))
                .mapToDouble(
                        trial -> trial.values(objective).limit(epochs).average().orElseThrow())
                .sorted()
                .toArray();
        double best = curve.stream().mapToDouble(objective::of).max().orElseThrow();
        return averages.length >= LEAST && best < median(averages);
    }

    private static boolean reaches(Trial trial, int epochs) {
        return trial.end() == Trial.End.FINISHED || trial.curve().size() >= epochs;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
