package freshet.trainer.rating;

import java.util.ArrayList;
import java.util.List;

/**
 * Ratings, each of another user and item. Immutable.
 *
 * @param users how many there are, with those of which no rating is here
 * @param items how many there are, likewise
 * @param all the ratings, in any order
 */
public record Ratings(int users, int items, List<Rating> all) {
    public Ratings {
        all = List.copyOf(all);
    }

    /** How many ratings. */
    public int size() {
        return all.size();
    }

    /** The mean of all values; 0 if there are none. */
    double mean() {
        return all.stream().mapToDouble(Rating::value).average().orElse(0);
    }

    /** The ratings of each user, in their order here. */
    List<List<Rating>> byUser() {
        List<List<Rating>> byUser = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            byUser.add(new ArrayList<>());
        }
        all.forEach(rating -> byUser.get(rating.user()).add(rating));
        return byUser;
    }
}
