package freshet.trainer.baseline;

import freshet.trainer.TrainingData;

/**
 * Where each item occurs in the training data. The arrays are never written to.
 *
 * @param offsets where each item's places start (V + 1)
 * @param places indices into {@link TrainingData#items()}, rising per item (events)
 * @param ends where the session of each event ends, exclusive (events)
 */
record Occurrences(int[] offsets, int[] places, int[] ends) {

    static Occurrences of(TrainingData data) {
        int[] items = data.items();
        int[] offsets = new int[data.vocabulary().size() + 1];
        for (int item : items) {
            offsets[item + 1]++;
        }
        for (int item = 0; item + 1 < offsets.length; item++) {
            offsets[item + 1] += offsets[item];
        }
        int[] filled = offsets.clone();
        int[] places = new int[items.length];
        int[] ends = new int[items.length];
        for (int s = 0; s < data.sessions(); s++) {
            for (int i = data.sessionOffsets()[s]; i < data.sessionOffsets()[s + 1]; i++) {
                places[filled[items[i]]++] = i;
                ends[i] = data.sessionOffsets()[s + 1];
            }
        }
        return new Occurrences(offsets, places, ends);
    }
}
