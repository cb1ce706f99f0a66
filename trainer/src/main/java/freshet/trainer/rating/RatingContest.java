package freshet.trainer.rating;

import freshet.trainer.rating.RatingFolds.Fold;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares trainers over folds. For each fold and seed the number of passes is the one that does
 * best on the fold's validation ratings; then the trainer learns anew from all ratings outside of
 * the fold. No rating under test has a say in that.
 *
 * @param scale all values that ratings have, rising
 */
public record RatingContest(List<Float> scale) {
    private static final int PATIENCE = 5; // passes without a better one

    /**
     * How a trainer does on one fold.
     *
     * @param epochs passes of the training
     */
    public record Result(RatingQuality quality, int epochs) {}

    /** Trains and tests one trainer with one seed on one fold. */
    public Result run(RatingTrainer trainer, Fold fold, long seed) {
        int epochs = epochs(trainer, fold, seed);
        RatingModel model = trainer.train(fold.train(), epochs, seed, RatingTrainer.EpochListener.ALL);
        return new Result(RatingQuality.of(model, fold.test(), scale), epochs);
    }

    private int epochs(RatingTrainer trainer, Fold fold, long seed) {
        AtomicInteger best = new AtomicInteger();
        double[] least = {Double.MAX_VALUE};
        trainer.train(fold.fit(), trainer.mostEpochs(), seed, (epoch, model) -> {
            double rmse = RatingQuality.of(model, fold.validation(), scale).rmse();
            if (rmse < least[0]) {
                least[0] = rmse;
                best.set(epoch);
            }
            return epoch - best.get() < PATIENCE;
        });
        return best.get();
    }
}
