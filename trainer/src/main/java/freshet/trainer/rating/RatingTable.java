package freshet.trainer.rating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the ratings of a log, and numbers users and items as they come. Of two ratings of one
 * user for one item the later one counts, of two of the same time the one that comes last. For one
 * thread.
 */
public final class RatingTable {
    private final Map<String, Integer> users = new LinkedHashMap<>();
    private final Map<String, Integer> items = new LinkedHashMap<>();
    private final Map<Long, Entry> entries = new HashMap<>(); // by user and item

    private record Entry(Rating rating, long timeMillis) {}

    /**
     * Takes a rating.
     *
     * @param timeMillis when it was given, milliseconds since 1970-01-01 UTC
     */
    public void add(String user, String item, float value, long timeMillis) {
        int userNumber = users.computeIfAbsent(user, any -> users.size());
        int itemNumber = items.computeIfAbsent(item, any -> items.size());
        entries.merge(
                (long) userNumber << Integer.SIZE | itemNumber,
                new Entry(new Rating(userNumber, itemNumber, value), timeMillis),
                (before, next) -> next.timeMillis() >= before.timeMillis() ? next : before);
    }

    /** The ratings by user, then by item, in the order in which these came first. */
    public Ratings ratings() {
        return new Ratings(
                users.size(),
                items.size(),
                entries.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue().rating())
                        .toList());
    }

    /** The ids of the users, by number. */
    public List<String> users() {
        return new ArrayList<>(users.keySet());
    }

    /** The ids of the items, by number. */
    public List<String> items() {
        return new ArrayList<>(items.keySet());
    }
}
