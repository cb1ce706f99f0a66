package freshet.trainer.baseline;

import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.LongStream;

/**
 * Weighted rules from each item to others, in compressed rows, each row in order of the items. The
 * arrays are never written to.
 *
 * @param offsets where each item's rules start (V + 1)
 * @param next the items that they name (rules)
 * @param weight of each, above 0 (rules)
 */
record ItemRules(long[] offsets, int[] next, float[] weight) {
    private static final int MOST = Integer.MAX_VALUE - 8; // elements of an array

    /**
     * Keeps the heaviest rules of each item, of equal ones those to the items of lower rows.
     *
     * @param items in the vocabulary
     * @param most rules kept per item
     * @param counting adds an item's rules, one after the other, to an empty row
     * @throws TrainingException if there are more rules than an array holds
     */
    static ItemRules of(int items, int most, ObjIntConsumer<Row> counting) {
        long[] offsets = new long[items + 1];
        int[] next = new int[items];
        float[] weight = new float[items];
        int size = 0;
        Row row = new Row(items);
        for (int item = 0; item < items; item++) {
            counting.accept(row, item);
            int[] kept = row.heaviest(most);
            if (kept.length > MOST - size) {
                throw new TrainingException("the rules of " + items
                        + " items are more than an array holds; set fewer rules per item than " + most);
            }
            if (size + kept.length > next.length) {
                int larger = (int) Math.min(MOST, Math.max(2L * next.length, size + kept.length));
                next = Arrays.copyOf(next, larger);
                weight = Arrays.copyOf(weight, larger);
            }
            for (int to : kept) {
                next[size] = to;
                weight[size++] = (float) row.weights[to];
            }
            offsets[item + 1] = size;
            row.clear();
        }
        return new ItemRules(offsets, Arrays.copyOf(next, size), Arrays.copyOf(weight, size));
    }

    /** The tensors as the bundles of these rules name them. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("rules.offsets", new Tensor.Longs(new int[] {offsets.length}, offsets));
        tensors.put("rules.next", new Tensor.Ints(new int[] {next.length}, next));
        tensors.put("rules.weight", Tensor.floats(weight, weight.length));
        return tensors;
    }

    /** The items that an item's rules rank first, each with its share of the weights. */
    List<RankedItem> best(int item) {
        double total = total(item);
        double[] shares = new double[offsets.length - 1];
        for (int i = (int) offsets[item]; i < offsets[item + 1]; i++) {
            shares[next[i]] = weight[i] / total;
        }
        return RankedItem.best(shares, SelfTests.LIST_LENGTH).stream()
                .filter(ranked -> ranked.probability() > 0)
                .toList();
    }

    /**
     * Mean of −log p over the events that follow another one in their session. Events that no rule
     * names have a share too, p(j | i) = (w(i → j) + support(j) / Σ support) / (Σ w(i → ·) + 1): as
     * if one event more, drawn from the popularity of all, had followed i.
     */
    double meanLoss(TrainingData data) {
        double events = LongStream.of(data.support()).sum();
        double loss = 0;
        for (int s = 0; s < data.sessions(); s++) {
            for (int i = data.sessionOffsets().get(s) + 1;
                    i < data.sessionOffsets().get(s + 1);
                    i++) {
                int last = data.items().get(i - 1);
                int target = data.items().get(i);
                double share = data.support()[target] / events;
                loss -= StrictMath.log((weight(last, target) + share) / (total(last) + 1));
            }
        }
        return loss / data.predictions();
    }

    private double weight(int item, int to) {
        int found = Arrays.binarySearch(next, (int) offsets[item], (int) offsets[item + 1], to);
        return found < 0 ? 0 : weight[found];
    }

    private double total(int item) {
        double total = 0;
        for (int i = (int) offsets[item]; i < offsets[item + 1]; i++) {
            total += weight[i];
        }
        return total;
    }

    /** The rules of one item while they are counted. For one thread. */
    static final class Row {
        private final double[] weights; // (V)
        private final int[] named; // (V): the items with a rule, in the order in which they came
        private int size;

        private Row(int items) {
            weights = new double[items];
            named = new int[items];
        }

        /**
         * Adds to the weight of the rule to an item.
         *
         * @param more above 0
         */
        void add(int to, double more) {
            if (weights[to] == 0) {
                named[size++] = to;
            }
            weights[to] += more;
        }

        /** Weighs the rules anew, each from its weight so far. */
        void reweigh(Weight weight) {
            for (int i = 0; i < size; i++) {
                weights[named[i]] = weight.of(named[i], weights[named[i]]);
            }
        }

        private int[] heaviest(int most) {
            int[] kept = Arrays.stream(named, 0, size)
                    .boxed()
                    .sorted((a, b) -> {
                        int heavier = Double.compare(weights[b], weights[a]);
                        return heavier != 0 ? heavier : Integer.compare(a, b);
                    })
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            Arrays.sort(kept);
            return kept;
        }

        private void clear() {
            for (int i = 0; i < size; i++) {
                weights[named[i]] = 0;
            }
            size = 0;
        }
    }

    /** A rule's weight from the item that it names and its weight so far. */
    interface Weight {
        double of(int to, double sum);
    }
}
