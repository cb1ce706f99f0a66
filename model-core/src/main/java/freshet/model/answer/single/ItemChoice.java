package freshet.model.answer.single;

import freshet.model.RankedItems;
import java.util.SplittableRandom;

/** How the next item is chosen from a ranking. For one thread. */
public abstract sealed class ItemChoice {

    private ItemChoice() {}

    /** The most likely item; nothing is random. */
    public static ItemChoice mostLikely() {
        return new MostLikely();
    }

    /**
     * An item drawn with a chance in proportion to p^(1/T), where p is its probability. At T = 1
     * these are the probabilities themselves. A lower T favours the likely items more, a higher one
     * less.
     *
     * @param temperature T, over 0
     * @param seed of the draws: the same seed gives the same items
     * @throws IllegalArgumentException if the temperature is not over 0 or not finite
     */
    public static ItemChoice sampled(double temperature, long seed) {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("the temperature is " + temperature + "; it must be over 0");
        }
        return new Sampled(temperature, new SplittableRandom(seed));
    }

    /** How many of the best items it has to see, of a vocabulary of this size. */
    abstract int wanted(int items);

    /**
     * The rank of the chosen item.
     *
     * @param ranked with at least one item
     */
    abstract int choose(RankedItems ranked);

    private static final class MostLikely extends ItemChoice {
        @Override
        int wanted(int items) {
            return 1;
        }

        @Override
        int choose(RankedItems ranked) {
            return 0;
        }
    }

    private static final class Sampled extends ItemChoice {
        private final double temperature;
        private final SplittableRandom random;

        Sampled(double temperature, SplittableRandom random) {
            this.temperature = temperature;
            this.random = random;
        }

        @Override
        int wanted(int items) {
            return items;
        }

        @Override
        int choose(RankedItems ranked) {
            double draw = random.nextDouble();
            double best = ranked.probability(SingleRanking.ONLY, 0);
            if (best <= 0) { // popular items that no training event is of
                return 0;
            }
            int count = ranked.count(SingleRanking.ONLY);
            double[] sums = new double[count];
            double sum = 0;
            for (int rank = 0; rank < count; rank++) {
                // Relative to the best, so that a low temperature leaves at least that one a
                // chance.
                sum += Math.exp(Math.log(ranked.probability(SingleRanking.ONLY, rank) / best) / temperature);
                sums[rank] = sum;
            }
            int rank = 0;
            while (rank < count - 1 && sums[rank] <= draw * sum) {
                rank++;
            }
            return rank;
        }
    }
}
