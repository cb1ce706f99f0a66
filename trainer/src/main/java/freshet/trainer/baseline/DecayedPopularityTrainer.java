package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The items that were most popular of late: an event weighs 2^(−age / half-life), where its age is
 * the time from the start of its session to that of the newest one (a recency-weighted popularity
 * as in Ji et al., "A Re-visit of the Popularity Baseline in Recommender Systems", SIGIR 2020).
 * Immutable.
 */
public final class DecayedPopularityTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "decayed-popularity";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED =
            List.of(Setting.real("half_life_hours", "age at which an event weighs a half", 24, 0.01, 1_000_000));

    /** What a search varies if the user does not say: from a quarter of an hour to a month. */
    public static final SearchSpace SEARCH = SearchSpace.of(KIND, ALLOWED, Map.of("half_life_hours", "0.25..720:log"));

    private static final float LEAST = 1e-30f; // instead of 0 for what is too old for a float

    private final double halfLifeMillis;

    public DecayedPopularityTrainer(Settings given) {
        super(KIND, given);
        this.halfLifeMillis = given.real("half_life_hours") * (double) TimeUnit.HOURS.toMillis(1);
    }

    @Override
    CountedModel count(TrainingData data) {
        float[] weights = weights(data);
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        double[] shares = new double[weights.length];
        for (int row = 0; row < shares.length; row++) {
            shares[row] = weights[row] / total;
        }
        return new CountedModel(
                JsonNodeFactory.instance.objectNode(),
                Map.of("decayed.weight", Tensor.floats(weights, weights.length)),
                meanLoss(data, shares),
                session -> RankedItem.best(shares, SelfTests.LIST_LENGTH));
    }

    private float[] weights(TrainingData data) {
        double[] sums = new double[data.vocabulary().size()];
        long newest = data.starts().get(data.sessions() - 1);
        for (int s = 0; s < data.sessions(); s++) {
            double weight = StrictMath.pow(2, (data.starts().get(s) - newest) / halfLifeMillis);
            for (int i = data.sessionOffsets().get(s); i < data.sessionOffsets().get(s + 1); i++) {
                sums[data.items().get(i)] += weight;
            }
        }
        float[] weights = new float[sums.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = Math.max(LEAST, (float) sums[row]);
        }
        return weights;
    }

    private static double meanLoss(TrainingData data, double[] shares) {
        double loss = 0;
        for (int s = 0; s < data.sessions(); s++) {
            loss -= IntStream.range(
                            data.sessionOffsets().get(s) + 1,
                            data.sessionOffsets().get(s + 1))
                    .mapToDouble(event -> StrictMath.log(shares[data.items().get(event)]))
                    .sum();
        }
        return loss / data.predictions();
    }
}
