package freshet.trainer.rating;

import java.util.List;

/**
 * Learns biases alone: the baseline of Koren, "Factor in the Neighbors" (2010), section 2.1. They
 * minimise
 *
 * <pre>Σ (r − μ − b_u − b_i)² + λ_u Σ b_u² + λ_i Σ b_i²</pre>
 *
 * with μ the mean of all ratings, by alternating least squares: for given items a user's bias is
 * the sum of the user's errors over their number plus λ<sub>u</sub>, and the other way round.
 *
 * @param userPenalty λ<sub>u</sub>
 * @param itemPenalty λ<sub>i</sub>
 */
public record BiasTrainer(double userPenalty, double itemPenalty) implements RatingTrainer {
    private static final int EPOCHS = 20;
    private static final List<Double> PENALTIES = List.of(1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0);

    /**
     * The trainer whose penalties do best on ratings that are held out.
     *
     * @param scale all values that ratings have, rising
     */
    public static BiasTrainer tuned(Ratings fit, Ratings validation, List<Float> scale) {
        BiasTrainer best = new BiasTrainer(PENALTIES.get(0), PENALTIES.get(0));
        double least = Double.MAX_VALUE;
        for (double user : PENALTIES) {
            for (double item : PENALTIES) {
                BiasTrainer trainer = new BiasTrainer(user, item);
                double rmse =
                        RatingQuality.of(trainer.train(fit), validation, scale).rmse();
                if (rmse < least) {
                    least = rmse;
                    best = trainer;
                }
            }
        }
        return best;
    }

    BiasModel train(Ratings ratings) {
        return train(ratings, EPOCHS, 0, EpochListener.ALL);
    }

    @Override
    public BiasModel train(Ratings ratings, int epochs, long seed, EpochListener listener) {
        BiasModel model = new BiasModel(ratings.mean(), new double[ratings.users()], new double[ratings.items()]);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            step(model, ratings);
            if (!listener.next(epoch, model)) {
                break;
            }
        }
        return model;
    }

    private void step(BiasModel model, Ratings ratings) {
        double[] sums = new double[ratings.items()];
        int[] counts = new int[ratings.items()];
        for (Rating rating : ratings.all()) {
            sums[rating.item()] += rating.value() - model.mean() - model.users()[rating.user()];
            counts[rating.item()]++;
        }
        shrink(sums, counts, itemPenalty, model.items());
        sums = new double[ratings.users()];
        counts = new int[ratings.users()];
        for (Rating rating : ratings.all()) {
            sums[rating.user()] += rating.value() - model.mean() - model.items()[rating.item()];
            counts[rating.user()]++;
        }
        shrink(sums, counts, userPenalty, model.users());
    }

    private static void shrink(double[] sums, int[] counts, double penalty, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = sums[i] / (counts[i] + penalty);
        }
    }

    @Override
    public int mostEpochs() {
        return EPOCHS;
    }
}
