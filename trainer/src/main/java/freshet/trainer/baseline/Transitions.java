package freshet.trainer.baseline;

import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each item came right after each other one, in compressed rows, each row's best first:
 * by count descending, then by item row. The arrays are never written to.
 *
 * @param offsets where each item's row starts (V + 1)
 * @param next the items that came next (entries)
 * @param count how often (entries)
 */
record Transitions(long[] offsets, int[] next, long[] count) {

    static Transitions count(TrainingData data) {
        IntColumn items = data.items();
        long[] pairs = new long[data.predictions()]; // last item in the high half, next item in the low half
        int filled = 0;
        for (int s = 0; s < data.sessions(); s++) {
            for (int i = data.sessionOffsets().get(s);
                    i + 1 < data.sessionOffsets().get(s + 1);
                    i++) {
                pairs[filled++] = (long) items.get(i) << Integer.SIZE | items.get(i + 1);
            }
        }
        Arrays.sort(pairs);
        return compress(pairs, data.vocabulary().size());
    }

    private static Transitions compress(long[] sortedPairs, int items) {
        long[] offsets = new long[items + 1];
        int[] next = new int[sortedPairs.length];
        long[] count = new long[sortedPairs.length];
        int entries = 0;
        for (int i = 0; i < sortedPairs.length; i++) {
            if (i == 0 || sortedPairs[i] != sortedPairs[i - 1]) {
                next[entries++] = (int) sortedPairs[i];
                offsets[(int) (sortedPairs[i] >>> Integer.SIZE) + 1] = entries;
            }
            count[entries - 1]++;
        }
        for (int item = 0; item < items; item++) {
            offsets[item + 1] = Math.max(offsets[item + 1], offsets[item]);
        }
        Transitions transitions = new Transitions(offsets, Arrays.copyOf(next, entries), Arrays.copyOf(count, entries));
        transitions.sortRows();
        return transitions;
    }

    private void sortRows() {
        for (int item = 0; item + 1 < offsets.length; item++) {
            int from = (int) offsets[item];
            int to = (int) offsets[item + 1];
            long[] ranked = new long[to - from]; // fewer counts sort later, equal ones by item
            for (int i = from; i < to; i++) {
                ranked[i - from] = (Integer.MAX_VALUE - count[i]) << Integer.SIZE | next[i];
            }
            Arrays.sort(ranked);
            for (int i = from; i < to; i++) {
                next[i] = (int) ranked[i - from];
                count[i] = Integer.MAX_VALUE - (ranked[i - from] >>> Integer.SIZE);
            }
        }
    }

    /** The tensors as the bundle of kind {@code markov} names them. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("markov.offsets", new Tensor.Longs(new int[] {offsets.length}, offsets));
        tensors.put("markov.next", new Tensor.Ints(new int[] {next.length}, next));
        tensors.put("markov.count", new Tensor.Longs(new int[] {count.length}, count));
        return tensors;
    }

    /** How often anything came after an item. */
    long total(int item) {
        return Arrays.stream(count, (int) offsets[item], (int) offsets[item + 1])
                .sum();
    }

    /** Mean of −log P(next | last) over the pairs that were counted. */
    double meanLoss() {
        double loss = 0;
        long pairs = 0;
        for (int item = 0; item + 1 < offsets.length; item++) {
            double total = total(item);
            for (int i = (int) offsets[item]; i < offsets[item + 1]; i++) {
                loss -= count[i] * Math.log(count[i] / total);
                pairs += count[i];
            }
        }
        return loss / pairs;
    }
}
