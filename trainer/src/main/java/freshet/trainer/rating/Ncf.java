package freshet.trainer.rating;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The network of neural collaborative filtering (He et al. 2017, section 3.3), for ratings instead
 * of clicks, on top of biases, and with the product of both embeddings among its inputs:
 *
 * <pre>
 * r(u, i) = μ + b_u + b_i + w · relu(W₂ relu(W₁ [a_u; c_i; a_u ∘ c_i] + v₁) + v₂)
 * </pre>
 *
 * One stochastic step per rating on ½ (r − r(u, i))², half of λ<sub>b</sub> times the squares of
 * both biases, and half of λ times those of both embeddings. Dropout (Srivastava et al. 2014) on
 * the embeddings: without it the network is soon no better than the biases.
 *
 * @param embedding length of a and c
 * @param hidden units of the first layer; the second has half as many
 * @param rate step length
 * @param biasPenalty λ<sub>b</sub>
 * @param penalty λ
 * @param dropout share of the embeddings' values that a step leaves out, from 0 to below 1
 */
public record Ncf(int embedding, int hidden, double rate, double biasPenalty, double penalty, double dropout)
        implements RatingTrainer {
    /** Chosen on the validation ratings of the first fold of MovieLens latest-small. */
    public static final Ncf DEFAULT = new Ncf(16, 32, 0.01, 0.02, 0.05, 0.5);

    private static final double EMBEDDING_DEVIATION = 0.1;
    private static final double OUTPUT_DEVIATION = 0.3; // of all of w together
    private static final int MOST_EPOCHS = 60;

    @Override
    public RatingModel train(Ratings ratings, int epochs, long seed, EpochListener listener) {
        SplittableRandom random = new SplittableRandom(seed);
        State state = new State(this, ratings, random);
        List<Rating> all = ratings.all();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int place : new Orders(random).of(all.size())) {
                state.step(all.get(place));
            }
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
        private final Ncf settings;
        private final SplittableRandom random;
        final BiasModel biases;
        final Factors users; // a (users, e)
        final Factors items; // c (items, e)
        final Layer first; // (h, 3e)
        final Layer second; // (h/2, h)
        final double[] w; // (h/2)
        private final double[] kept; // (2e): what dropout multiplies a and c by; 1 outside of a step
        private final double[] input; // (3e): [a; c; a ∘ c]
        private final double[] inputGradient; // (3e)
        private final double[] outputGradient; // (h/2)

        State(Ncf settings, Ratings ratings, SplittableRandom random) {
            this.settings = settings;
            this.random = random;
            int e = settings.embedding;
            biases = new BiasModel(ratings.mean(), new double[ratings.users()], new double[ratings.items()]);
            users = new Factors(ratings.users(), e).random(EMBEDDING_DEVIATION, random);
            items = new Factors(ratings.items(), e).random(EMBEDDING_DEVIATION, random);
            kept = new double[2 * e];
            Arrays.fill(kept, 1);
            input = new double[3 * e];
            inputGradient = new double[3 * e];
            first = new Layer(input.length, settings.hidden, random);
            second = new Layer(settings.hidden, settings.hidden / 2, random);
            w = new double[settings.hidden / 2];
            outputGradient = new double[w.length];
            for (int unit = 0; unit < w.length; unit++) {
                w[unit] = OUTPUT_DEVIATION * random.nextGaussian() / Math.sqrt(w.length);
            }
        }

        @Override
        public double predict(int user, int item) {
            int e = users.width();
            for (int f = 0; f < e; f++) {
                input[f] = kept[f] * users.values[users.at(user) + f];
                input[e + f] = kept[e + f] * items.values[items.at(item) + f];
                input[2 * e + f] = input[f] * input[e + f];
            }
            double[] hidden = second.forward(first.forward(input));
            double sum = biases.predict(user, item);
            for (int unit = 0; unit < w.length; unit++) {
                sum += w[unit] * hidden[unit];
            }
            return sum;
        }

        void step(Rating rating) {
            for (int f = 0; f < kept.length; f++) {
                kept[f] = random.nextDouble() < settings.dropout ? 0 : 1 / (1 - settings.dropout);
            }
            learn(rating);
            Arrays.fill(kept, 1);
        }

        private void learn(Rating rating) {
            double rate = settings.rate;
            int user = rating.user();
            int item = rating.item();
            double error = rating.value() - predict(user, item);
            biases.users()[user] += rate * (error - settings.biasPenalty * biases.users()[user]);
            biases.items()[item] += rate * (error - settings.biasPenalty * biases.items()[item]);
            for (int unit = 0; unit < w.length; unit++) {
                outputGradient[unit] = error * w[unit];
                w[unit] += rate * error * second.output()[unit];
            }
            Arrays.fill(inputGradient, 0);
            first.step(second.step(outputGradient, rate), rate, inputGradient);
            int e = users.width();
            for (int f = 0; f < e; f++) {
                int ofUser = users.at(user) + f;
                int ofItem = items.at(item) + f;
                double product = inputGradient[2 * e + f];
                double up = kept[f] * (inputGradient[f] + product * input[e + f]);
                double across = kept[e + f] * (inputGradient[e + f] + product * input[f]);
                users.values[ofUser] += rate * (up - settings.penalty * users.values[ofUser]);
                items.values[ofItem] += rate * (across - settings.penalty * items.values[ofItem]);
            }
        }
    }
}
