package freshet.model.answer.single;

import freshet.model.RankedItems;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Generates how a session goes on, a playlist for example: an item is chosen from the answer to the
 * session so far, and becomes the session's newest event. For one thread.
 */
public final class Continuation implements AutoCloseable {
    private final SingleRanking ranking;
    private final ItemChoice choice;
    private final boolean repeats;

    /**
     * @param rules say how many of the newest items an answer rests on
     * @param timeMillis when all events are taken to be, milliseconds since 1970
     * @param choice of the next item
     * @param repeats whether items may come that the session has already
     */
    public Continuation(ServedModel served, SessionRules rules, long timeMillis, ItemChoice choice, boolean repeats) {
        this.ranking = new SingleRanking(
                served,
                rules,
                timeMillis,
                choice.wanted(served.model().vocabulary().size()));
        this.choice = choice;
        this.repeats = repeats;
    }

    /**
     * The next items in their order; fewer than wanted if no item is left that may come.
     *
     * @param session item ids, oldest first; those that the model does not know are skipped
     * @param length items wanted
     */
    public List<ContinuedItem> after(List<String> session, int length) {
        List<String> items = new ArrayList<>(session);
        Set<String> seen = new HashSet<>(session);
        List<ContinuedItem> next = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            AnswerSource source =
                    ranking.rank(ranking.retained(items), ranking.rowsOf(item -> !repeats && seen.contains(item)));
            RankedItems ranked = ranking.ranked();
            if (ranked.count(SingleRanking.ONLY) == 0) {
                break;
            }
            int rank = choice.choose(ranked);
            String item = ranking.vocabulary().item(ranked.row(SingleRanking.ONLY, rank));
            next.add(new ContinuedItem(item, ranked.probability(SingleRanking.ONLY, rank), source));
            items.add(item);
            seen.add(item);
        }
        return next;
    }

    @Override
    public void close() {
        ranking.close();
    }
}
