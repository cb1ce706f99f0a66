package freshet.trainer.baseline;

import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;

/**
 * Where each item occurs in the training data. The arrays are never written to.
 *
 * @param offsets where each item's places start (V + 1)
 * @param places indices into {@link TrainingData#items()}, rising per item (events)
 * @param ends where the session of each event ends, exclusive (events)
 */
record Occurrences(int[] offsets, int[] places, int[] ends) {

    static Occurrences of(TrainingData data) {
        IntColumn items = data.items();
        int[] offsets = new int[data.vocabulary().size() + 1];
        for (int i = 0; i < items.size(); i++) {
            offsets[items.get(i) + 1]++;
        }
        for (int item = 0; item + 1 < offsets.length; item++) {
            offsets[item + 1] += offsets[item];
        }
        int[] filled = offsets.clone();
        int[] places = new int[items.size()];
        int[] ends = new int[items.size()];
        for (int s = 0; s < data.sessions(); s++) {
            for (int i = data.sessionOffsets().get(s); i < data.sessionOffsets().get(s + 1); i++) {
                places[filled[items.get(i)]++] = i;
                ends[i] = data.sessionOffsets().get(s + 1);
            }
        }
        return new Occurrences(offsets, places, ends);
    }
}
