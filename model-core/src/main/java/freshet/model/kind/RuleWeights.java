package freshet.model.kind;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Items related by the rules that a model counted from one to another.
 *
 * @param measure what a rule's weight is, in one or two words
 * @param offsets where each item's rules start, and at the end where the last ones end (items + 1)
 * @param next the items that they name (rules)
 * @param weight of a rule, by its place
 */
public record RuleWeights(String measure, long[] offsets, int[] next, IntToDoubleFunction weight)
        implements RelatedItems {

    @Override
    public List<Related> of(int row, int count) {
        return IntStream.range((int) offsets[row], (int) offsets[row + 1])
                .filter(rule -> next[rule] != row)
                .mapToObj(rule -> new Related(next[rule], weight.applyAsDouble(rule)))
                .sorted(Comparator.comparingDouble((Related related) -> -related.value())
                        .thenComparing(Related::row))
                .limit(count)
                .toList();
    }
}
