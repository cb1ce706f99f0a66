package freshet.trainer.rating;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * SVD++ of Koren, "Factorization Meets the Neighborhood" (2008), section 4:
 *
 * <pre>r(u, i) = μ + b_u + b_i + q_i · (p_u + |N(u)|^(−1/2) Σ_{j ∈ N(u)} y_j)</pre>
 *
 * with N(u) the items that u has rated in training. One stochastic step per rating on
 *
 * <pre>½ (r − r(u, i))² + ½ λ_b (b_u² + b_i²) + ½ λ (|p_u|² + |q_i|² + Σ_{j ∈ N(u)} |y_j|²)</pre>
 *
 * The ratings of a user come one behind the other, and the y of N(u) change behind the last of them
 * by all of the user's gradients at once: so a pass costs time for each rating, not for each pair
 * of ratings of a user.
 *
 * @param factors length of p, q and y
 * @param rate step length
 * @param biasPenalty λ<sub>b</sub>
 * @param penalty λ
 */
public record SvdPlusPlus(int factors, double rate, double biasPenalty, double penalty) implements RatingTrainer {
    /** Chosen on the validation ratings of the first fold of MovieLens latest-small. */
    public static final SvdPlusPlus DEFAULT = new SvdPlusPlus(100, 0.01, 0.02, 0.08);

    private static final double DEVIATION = 0.05;
    private static final int MOST_EPOCHS = 80;

    @Override
    public RatingModel train(Ratings ratings, int epochs, long seed, EpochListener listener) {
        SplittableRandom random = new SplittableRandom(seed);
        State state = new State(this, ratings, random);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            state.pass(random);
            if (!listener.next(epoch, state)) {
                break;
            }
        }
        return state;
    }

    @Override
    public int mostEpochs() {
        return MOST_EPOCHS;
    }

    /** What is learned. For one thread. */
    static final class State implements RatingModel {
        private final SvdPlusPlus settings;
        private final List<List<Rating>> byUser;
        final BiasModel biases;
        final Factors p; // (users, k)
        final Factors q; // (items, k)
        final Factors y; // (items, k)
        private final Factors implicit; // (users, k): |N|^(−1/2) Σ y, as it was when the user was met
        private final double[] gradient; // (k): Σ e q over the user's ratings

        State(SvdPlusPlus settings, Ratings ratings, SplittableRandom random) {
            this.settings = settings;
            this.byUser = ratings.byUser();
            int k = settings.factors;
            biases = new BiasModel(ratings.mean(), new double[ratings.users()], new double[ratings.items()]);
            p = new Factors(ratings.users(), k).random(DEVIATION, random);
            q = new Factors(ratings.items(), k).random(DEVIATION, random);
            y = new Factors(ratings.items(), k);
            implicit = new Factors(ratings.users(), k);
            gradient = new double[k];
        }

        void pass(SplittableRandom random) {
            Orders orders = new Orders(random);
            for (int user : orders.of(byUser.size())) {
                List<Rating> ratings = byUser.get(user);
                if (!ratings.isEmpty()) {
                    step(user, ratings, orders.of(ratings.size()));
                }
            }
            for (int user = 0; user < byUser.size(); user++) {
                sum(user, byUser.get(user));
            }
        }

        /** All ratings of a user, in an order. */
        void step(int user, List<Rating> ratings, int[] order) {
            double norm = 1 / Math.sqrt(ratings.size());
            sum(user, ratings);
            Arrays.fill(gradient, 0);
            for (int place : order) {
                step(ratings.get(place));
            }
            double kept = Math.pow(1 - settings.rate * settings.penalty, ratings.size());
            for (Rating rating : ratings) {
                int at = y.at(rating.item());
                for (int f = 0; f < gradient.length; f++) {
                    y.values[at + f] = kept * y.values[at + f] + settings.rate * norm * gradient[f];
                }
            }
        }

        private void step(Rating rating) {
            double rate = settings.rate;
            int user = rating.user();
            int item = rating.item();
            double error = rating.value() - predict(user, item);
            biases.users()[user] += rate * (error - settings.biasPenalty * biases.users()[user]);
            biases.items()[item] += rate * (error - settings.biasPenalty * biases.items()[item]);
            int ofUser = p.at(user);
            int ofItem = q.at(item);
            for (int f = 0; f < gradient.length; f++) {
                double before = q.values[ofItem + f];
                double userFactor = p.values[ofUser + f];
                gradient[f] += error * before;
                q.values[ofItem + f] +=
                        rate * (error * (userFactor + implicit.values[ofUser + f]) - settings.penalty * before);
                p.values[ofUser + f] += rate * (error * before - settings.penalty * userFactor);
            }
        }

        /** Σ y over what the user has rated, over the root of their number. */
        void sum(int user, List<Rating> ratings) {
            double norm = ratings.isEmpty() ? 0 : 1 / Math.sqrt(ratings.size());
            int to = implicit.at(user);
            Arrays.fill(implicit.values, to, to + implicit.width(), 0);
            for (Rating rating : ratings) {
                int from = y.at(rating.item());
                for (int f = 0; f < implicit.width(); f++) {
                    implicit.values[to + f] += norm * y.values[from + f];
                }
            }
        }

        @Override
        public double predict(int user, int item) {
            return biases.predict(user, item) + q.dot(item, p, user) + q.dot(item, implicit, user);
        }
    }
}
