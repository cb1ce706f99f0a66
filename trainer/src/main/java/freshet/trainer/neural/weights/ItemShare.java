package freshet.trainer.neural.weights;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The items that one member of a team looks after: it alone scores them, collects their gradients
 * and changes their rows, so that all of this stays in its core's cache. A row that another core
 * has just written has to come from there, which on processors of several dies takes as long as
 * from memory. Members take turns with short runs of rows, as neighbours in a vocabulary may be
 * alike in how often they occur.
 *
 * @param member from 0
 * @param members size of the team
 * @param items of the vocabulary (V)
 */
public record ItemShare(int member, int members, int items) {
    private static final int LONGEST_RUN = 64; // rows: the line of the cache at an end, which two have, hardly counts
    private static final int LEAST_RUNS = 4; // of each member, as far as there are items

    /** One for each member. */
    public static List<ItemShare> of(int members, int items) {
        return IntStream.range(0, members)
                .mapToObj(member -> new ItemShare(member, members, items))
                .toList();
    }

    /** Whether a vocabulary row is this member's. */
    public boolean has(int item) {
        int run = Math.max(1, Math.min(LONGEST_RUN, items / members / LEAST_RUNS));
        return item / run % members == member;
    }

    /** How many items this member has. */
    public int size() {
        return (int) IntStream.range(0, items).filter(this::has).count();
    }
}
