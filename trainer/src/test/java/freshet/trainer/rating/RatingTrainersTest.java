package freshet.trainer.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.rating.RatingFolds.Fold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatingTrainersTest {
    private static final List<Float> SCALE = List.of(1f, 2f, 3f, 4f, 5f);

    @Test
    void biasesSolveTheNormalEquations() {
        Ratings ratings = table(300).ratings();
        BiasModel model = new BiasTrainer(2, 3).train(ratings, 500, 0, RatingTrainer.EpochListener.ALL);
        double[] users = new double[ratings.users()];
        double[] items = new double[ratings.items()];
        for (Rating rating : ratings.all()) {
            double error = rating.value() - model.predict(rating.user(), rating.item());
            users[rating.user()] += error;
            items[rating.item()] += error;
        }
        for (int user = 0; user < users.length; user++) {
            assertThat(users[user]).isCloseTo(2 * model.users()[user], within(1e-9));
        }
        for (int item = 0; item < items.length; item++) {
            assertThat(items[item]).isCloseTo(3 * model.items()[item], within(1e-9));
        }
    }

    @Test
    void bothModelsFindTasteThatBiasesCannot() {
        RatingFolds folds = new RatingFolds(table(2_500), 5);
        Fold fold = folds.fold(0);
        RatingContest contest = new RatingContest(SCALE);
        BiasTrainer biases = BiasTrainer.tuned(fold.fit(), fold.validation(), SCALE);
        double baseline = contest.run(biases, fold, 0).quality().rmse();
        SvdPlusPlus factors = new SvdPlusPlus(8, 0.02, 0.02, 0.02);
        Ncf network = new Ncf(8, 16, 0.02, 0.02, 0.01, 0.1);
        assertThat(contest.run(factors, fold, 1).quality().rmse()).isLessThan(0.8 * baseline);
        assertThat(contest.run(network, fold, 1).quality().rmse()).isLessThan(0.8 * baseline);
        assertThat(contest.run(network, fold, 1)).isEqualTo(contest.run(network, fold, 1));
    }

    @Test
    void foldsPartAllRatingsInAnyOrderOfTheLog() {
        RatingTable forth = table(500);
        RatingTable back = new RatingTable();
        List<Rating> all = forth.ratings().all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Rating rating = all.get(i);
            back.add(forth.users().get(rating.user()), forth.items().get(rating.item()), rating.value(), 0);
        }
        Set<String> seen = new HashSet<>();
        for (int number = 0; number < 3; number++) {
            Fold fold = new RatingFolds(forth, 3).fold(number);
            Fold same = new RatingFolds(back, 3).fold(number);
            assertThat(words(same.test(), back)).isEqualTo(words(fold.test(), forth));
            assertThat(words(same.validation(), back)).isEqualTo(words(fold.validation(), forth));
            assertThat(seen.addAll(words(fold.test(), forth))).isTrue();
            assertThat(fold.train().size() + fold.test().size()).isEqualTo(all.size());
            assertThat(fold.fit().size() + fold.validation().size())
                    .isEqualTo(fold.train().size());
            assertThat(fold.test().size()).isBetween(all.size() / 3, all.size() / 3 + 1);
        }
        assertThat(seen).hasSize(all.size());
    }

    @Test
    void theLaterRatingOfAnItemCounts() {
        RatingTable table = new RatingTable();
        table.add("u", "i", 3, 2_000);
        table.add("u", "i", 1, 1_000);
        table.add("u", "j", 2, 1_000);
        table.add("u", "j", 5, 1_000);
        assertThat(table.ratings().all()).containsExactly(new Rating(0, 0, 3), new Rating(0, 1, 5));
    }

    @Test
    void errorsAreOfPredictionsWithinTheScale() {
        Ratings test = new Ratings(1, 3, List.of(new Rating(0, 0, 5), new Rating(0, 1, 1), new Rating(0, 2, 3)));
        double[] predicted = {7, 2.4, 3.6};
        RatingQuality quality = RatingQuality.of((user, item) -> predicted[item], test, SCALE);
        assertThat(quality.rmse()).isCloseTo(Math.sqrt((0 + 1.96 + 0.36) / 3), within(1e-12));
        assertThat(quality.mae()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(quality.accuracy()).isCloseTo(1.0 / 3, within(1e-12));
    }

    /** Two tastes: each user loves the items of one parity and not the others. */
    private static RatingTable table(int count) {
        Random random = new Random(7);
        RatingTable table = new RatingTable();
        for (int i = 0; i < count; i++) {
            int user = random.nextInt(60);
            int item = random.nextInt(50);
            table.add("u" + user, "i" + item, user % 2 == item % 2 ? 4 + random.nextInt(2) : 1 + random.nextInt(2), i);
        }
        return table;
    }

    private static List<String> words(Ratings ratings, RatingTable table) {
        List<String> words = new ArrayList<>();
        ratings.all()
                .forEach(rating -> words.add(
                        table.users().get(rating.user()) + " " + table.items().get(rating.item())));
        return words;
    }
}
