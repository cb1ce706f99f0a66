package freshet.trainer.rating;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Parts ratings so that everybody can part them alike. Ratings are sorted by the SHA-256 of the
 * text {@code user TAB item} in UTF-8, as bytes without a sign. The one at place i, from 0, is in
 * fold i modulo the number of folds. Of those that are in no fold under test, again in that order,
 * every tenth from the first on is for validation. Immutable.
 */
public final class RatingFolds {
    private static final int VALIDATION = 10;

    private final Ratings ratings;
    private final List<Rating> sorted;
    private final int folds;

    /** @param folds at least 2 */
    public RatingFolds(RatingTable table, int folds) {
        List<String> users = table.users();
        List<String> items = table.items();
        this.ratings = table.ratings();
        this.folds = folds;
        record Placed(Rating rating, ByteBuffer hash) {}
        Comparator<Placed> byHash =
                (a, b) -> Arrays.compareUnsigned(a.hash().array(), b.hash().array());
        this.sorted = ratings.all().stream()
                .map(rating -> new Placed(rating, hash(users.get(rating.user()), items.get(rating.item()))))
                .sorted(byHash)
                .map(Placed::rating)
                .toList();
    }

    private static ByteBuffer hash(String user, String item) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest((user + "\t" + item).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many folds. */
    public int count() {
        return folds;
    }

    /**
     * What one fold tests.
     *
     * @param test the ratings of the fold
     * @param train all others
     * @param fit those of {@code train} that are not for validation
     * @param validation the rest of {@code train}
     */
    public record Fold(Ratings test, Ratings train, Ratings fit, Ratings validation) {}

    /** @param number of the fold, from 0 */
    public Fold fold(int number) {
        List<Rating> test = new ArrayList<>();
        List<Rating> train = new ArrayList<>();
        List<Rating> fit = new ArrayList<>();
        List<Rating> validation = new ArrayList<>();
        for (int place = 0; place < sorted.size(); place++) {
            Rating rating = sorted.get(place);
            if (place % folds == number) {
                test.add(rating);
            } else {
                (train.size() % VALIDATION == 0 ? validation : fit).add(rating);
                train.add(rating);
            }
        }
        return new Fold(of(test), of(train), of(fit), of(validation));
    }

    private Ratings of(List<Rating> some) {
        return new Ratings(ratings.users(), ratings.items(), some);
    }
}
