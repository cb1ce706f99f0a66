package freshet.trainer.gru4rec;

import java.util.Arrays;

/**
 * The items that one step scores: the batch's targets and the drawn samples, each item once, with how often it was drawn. An item's score and
 * gradient are computed once, however often it was drawn; its terms in the loss are counted.
 *
 * <p>A session's own target is no negative of it, be it drawn as a sample or the target of another session. Counted as a negative it would be pushed down
 * and pulled up at once. (TensorFlow's sampled softmax calls them accidental hits and leaves them out too.) For one thread.
 */
final class Candidates {
    private static final int NOWHERE = -1;

    final int[] items; // (N): vocabulary rows, each at most once
    final float[] times; // (N): how often each was drawn
    final int[] targets; // (B): where each session's target stands among the items
    int count; // N
    private final NegativeSampler sampler;
    private final int samples;
    private final int[] drawn; // (n_sample)
    private final int[] places; // (V): where an item stands while they are collected

    /** @param batchSize most sessions */
    Candidates(int vocabulary, int batchSize, NegativeSampler sampler, int samples) {
        this.sampler = sampler;
        this.samples = samples;
        this.items = new int[batchSize + samples];
        this.times = new float[batchSize + samples];
        this.targets = new int[batchSize];
        this.drawn = new int[samples];
        this.places = new int[vocabulary];
        Arrays.fill(places, NOWHERE);
    }

    /** Collects the targets of {@code batch} sessions and draws the samples. */
    void draw(int[] next, int batch) {
        count = 0;
        for (int session = 0; session < batch; session++) {
            targets[session] = add(next[session]);
        }
        sampler.draw(drawn, 0, samples);
        for (int i = 0; i < samples; i++) {
            add(drawn[i]);
        }
        for (int c = 0; c < count; c++) {
            places[items[c]] = NOWHERE;
        }
    }

    private int add(int item) {
        int place = places[item];
        if (place == NOWHERE) {
            place = count++;
            places[item] = place;
            items[place] = item;
            times[place] = 0;
        }
        times[place]++;
        return place;
    }
}
