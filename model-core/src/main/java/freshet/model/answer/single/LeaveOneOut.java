package freshet.model.answer.single;

import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Explains a recommendation by leaving events out: what event e weighs in item i is p(i | session)
 * − p(i | session without e). What may be recommended stays the same, that of the whole session.
 * Where nothing known is left, the popular answer is what the session without e gets, as in the
 * job. It takes one ranking of all items per event. For one thread.
 */
public final class LeaveOneOut implements AutoCloseable {
    /** The weightiest first, of equal ones the newest. */
    private static final Comparator<EventWeight> BY_WEIGHT = Comparator.comparing(EventWeight::weight)
            .thenComparingInt(EventWeight::position)
            .reversed();

    private final SingleRanking ranking;
    private final ExcludeRule exclude;
    private final Predicate<String> withheld;

    /**
     * @param rules say how many of the newest items an answer rests on
     * @param timeMillis when the sessions' events are taken to be, milliseconds since 1970
     * @param exclude which of the session's own items are not recommended to it
     * @param withheld whether an item is recommended to nobody; asked at each explanation
     */
    public LeaveOneOut(
            ServedModel served, SessionRules rules, long timeMillis, ExcludeRule exclude, Predicate<String> withheld) {
        this.ranking = new SingleRanking(
                served, rules, timeMillis, served.model().vocabulary().size());
        this.exclude = exclude;
        this.withheld = withheld;
    }

    /**
     * Explains the answer to a session.
     *
     * @param session item ids, oldest first, at least one; those that the model does not know are
     *     skipped, and so have no weight
     * @param count items wanted, at least 1; fewer if fewer are recommended
     * @throws IllegalArgumentException if the session is empty
     */
    public Explanation explain(List<String> session, int count) {
        if (session.isEmpty()) {
            throw new IllegalArgumentException("the session has no event; an answer rests on at least one");
        }
        Vocabulary vocabulary = ranking.vocabulary();
        List<String> retained = ranking.retained(session);
        Set<String> own = own(retained);
        WithheldItems excluded = ranking.rowsOf(item -> own.contains(item) || withheld.test(item));
        AnswerSource source = ranking.rank(retained, excluded);
        int[] rows = best(count);
        float[] whole = probabilities(rows);
        List<List<EventWeight>> weights = new ArrayList<>();
        for (int row : rows) {
            weights.add(new ArrayList<>());
        }
        int before = session.size() - retained.size();
        for (int place = 0; place < retained.size(); place++) {
            String event = retained.get(place);
            if (vocabulary.row(event).isPresent()) {
                ranking.rank(without(retained, place), excluded);
                float[] left = probabilities(rows);
                for (int i = 0; i < rows.length; i++) {
                    weights.get(i).add(new EventWeight(before + place + 1, event, whole[i], left[i]));
                }
            }
        }
        List<ExplainedItem> items = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            weights.get(i).sort(BY_WEIGHT);
            items.add(new ExplainedItem(vocabulary.item(rows[i]), whole[i], weights.get(i)));
        }
        return new Explanation(source, items);
    }

    private Set<String> own(List<String> retained) {
        return switch (exclude) {
            case NONE -> Set.of();
            case CURRENT -> Set.of(retained.get(retained.size() - 1));
            case SEEN -> Set.copyOf(retained);
        };
    }

    private static List<String> without(List<String> retained, int place) {
        List<String> left = new ArrayList<>(retained);
        left.remove(place);
        return left;
    }

    /** The rows at the head of the ranking (at most count). */
    private int[] best(int count) {
        RankedItems ranked = ranking.ranked();
        int[] rows = new int[Math.min(count, ranked.count(SingleRanking.ONLY))];
        for (int rank = 0; rank < rows.length; rank++) {
            rows[rank] = ranked.row(SingleRanking.ONLY, rank);
        }
        return rows;
    }

    /** The probabilities of rows in the ranking (rows), 0 for one that is not in it. */
    private float[] probabilities(int[] rows) {
        RankedItems ranked = ranking.ranked();
        float[] all = new float[ranking.vocabulary().size()];
        for (int rank = 0; rank < ranked.count(SingleRanking.ONLY); rank++) {
            all[ranked.row(SingleRanking.ONLY, rank)] = ranked.probability(SingleRanking.ONLY, rank);
        }
        float[] found = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            found[i] = all[rows[i]];
        }
        return found;
    }

    @Override
    public void close() {
        ranking.close();
    }
}
