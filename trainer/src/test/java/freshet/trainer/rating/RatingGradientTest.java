package freshet.trainer.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A small step moves each weight along the gradient of the loss, told by finite differences. */
class RatingGradientTest {
    private static final double RATE = 1e-7;
    private static final double WIDTH = 1e-5;
    private static final int USERS = 3;
    private static final int ITEMS = 5;
    private static final double BIAS_PENALTY = 0.3;
    private static final double PENALTY = 0.2;

    private final Ratings ratings = new Ratings(
            USERS,
            ITEMS,
            List.of(
                    new Rating(0, 0, 4),
                    new Rating(1, 0, 2),
                    new Rating(1, 2, 5),
                    new Rating(1, 4, 1),
                    new Rating(2, 3, 3)));
    private final List<Rating> ofUser = ratings.byUser().get(1);

    @Test
    void svdPlusPlusStepsAlongTheGradientOfAUsersLoss() {
        SvdPlusPlus.State state = new SvdPlusPlus.State(
                new SvdPlusPlus(4, RATE, BIAS_PENALTY, PENALTY), ratings, new SplittableRandom(1));
        state.y.random(0.3, new SplittableRandom(2));
        state.p.random(0.5, new SplittableRandom(3));
        List<double[]> weights =
                List.of(state.biases.users(), state.biases.items(), state.p.values, state.q.values, state.y.values);
        assertStepsAlong(weights, state, this::svdPlusPlusLoss, () -> state.step(1, ofUser, new int[] {2, 0, 1}));
    }

    /** The loss of all ratings of the user; each one brings its penalties. */
    private double svdPlusPlusLoss(SvdPlusPlus.State state) {
        state.sum(1, ofUser);
        double loss = 0;
        for (Rating rating : ofUser) {
            loss += error(state, rating) + biasLoss(state.biases, rating);
            loss += PENALTY / 2 * (squares(state.p, 1) + squares(state.q, rating.item()));
            for (Rating other : ofUser) {
                loss += PENALTY / 2 * squares(state.y, other.item());
            }
        }
        return loss;
    }

    @Test
    void ncfStepsAlongTheGradientOfARatingsLoss() {
        Ncf.State state =
                new Ncf.State(new Ncf(4, 6, RATE, BIAS_PENALTY, PENALTY, 0), ratings, new SplittableRandom(1));
        state.users.random(0.7, new SplittableRandom(2));
        state.items.random(0.7, new SplittableRandom(3));
        List<double[]> weights = List.of(
                state.biases.users(),
                state.biases.items(),
                state.users.values,
                state.items.values,
                state.first.weights,
                state.first.shift,
                state.second.weights,
                state.second.shift,
                state.w);
        Rating rating = ratings.all().get(2);
        assertStepsAlong(
                weights,
                state,
                now -> error(now, rating)
                        + biasLoss(now.biases, rating)
                        + PENALTY / 2 * (squares(now.users, 1) + squares(now.items, 2)),
                () -> state.step(rating));
    }

    private static double error(RatingModel model, Rating rating) {
        double error = rating.value() - model.predict(rating.user(), rating.item());
        return error * error / 2;
    }

    private static double biasLoss(BiasModel biases, Rating rating) {
        double user = biases.users()[rating.user()];
        double item = biases.items()[rating.item()];
        return BIAS_PENALTY / 2 * (user * user + item * item);
    }

    private static double squares(Factors factors, int row) {
        return factors.dot(row, factors, row);
    }

    private static <S> void assertStepsAlong(List<double[]> weights, S state, ToDoubleFunction<S> loss, Runnable step) {
        List<double[]> slopes = new ArrayList<>();
        int moving = 0;
        for (double[] some : weights) {
            double[] slope = new double[some.length];
            for (int i = 0; i < some.length; i++) {
                double before = some[i];
                some[i] = before + WIDTH;
                double above = loss.applyAsDouble(state);
                some[i] = before - WIDTH;
                double below = loss.applyAsDouble(state);
                some[i] = before;
                slope[i] = (above - below) / (2 * WIDTH);
                moving += Math.abs(slope[i]) > 1e-3 ? 1 : 0;
            }
            slopes.add(slope);
        }
        assertThat(moving).isGreaterThan(20);
        List<double[]> before = weights.stream().map(double[]::clone).toList();
        step.run();
        for (int array = 0; array < weights.size(); array++) {
            for (int i = 0; i < slopes.get(array).length; i++) {
                double moved = (weights.get(array)[i] - before.get(array)[i]) / RATE;
                assertThat(moved).as(array + "/" + i).isCloseTo(-slopes.get(array)[i], within(1e-3));
            }
        }
    }
}
