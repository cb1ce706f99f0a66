package freshet.trainer.neural.loss;

import freshet.trainer.neural.weights.ItemShare;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The items of one share that one step scores: of the batch's targets and the drawn samples, each
 * item once, with how often it was drawn. An item's score and gradient are computed once, however
 * often it was drawn; its terms in the loss are counted.
 *
 * <p>A session's own target is no negative of it, even if it is drawn as a sample or is the target
 * of another session. Counted as a negative it would be pushed down and pulled up at once.
 * (TensorFlow's sampled softmax calls them accidental hits and leaves them out too.)
 *
 * <p>Each member of a team draws all samples from a generator like the others' and keeps those of
 * its own share, so that none has to wait for another. One thread draws; then others may read.
 */
public final class Candidates {
    /** Of a target that is in another share. */
    public static final int ELSEWHERE = -2;

    private static final int NOWHERE = -1;

    public final int[] items; // (N): vocabulary rows, each at most once
    public final float[] times; // (N): how often each was drawn
    public final int[] targets; // (B): the place of each session's target among the items, or ELSEWHERE
    public int count; // N
    private final NegativeSampler sampler;
    private final SplittableRandom random;
    private final int[] drawn; // (n_sample)
    private final byte[] owned; // (V): 1 for the share's items, else 0
    private final int[] places; // (V): the place of an item while they are collected

    /**
     * @param batchSize most sessions
     * @param random from which the samples are drawn, alike for all shares
     */
    public Candidates(ItemShare share, int batchSize, NegativeSampler sampler, int samples, SplittableRandom random) {
        this.sampler = sampler;
        this.random = random;
        int capacity = Math.min(share.size(), batchSize + samples);
        this.items = new int[capacity];
        this.times = new float[capacity];
        this.targets = new int[batchSize];
        this.drawn = new int[samples];
        this.places = new int[share.items()];
        this.owned = new byte[share.items()];
        Arrays.fill(places, NOWHERE);
        for (int item = 0; item < owned.length; item++) {
            owned[item] = (byte) (share.has(item) ? 1 : 0);
        }
    }

    /** Collects the targets of {@code batch} sessions and draws the samples. */
    public void draw(int[] next, int batch) {
        count = 0;
        for (int session = 0; session < batch; session++) {
            targets[session] = owned[next[session]] == 1 ? add(next[session]) : ELSEWHERE;
        }
        sampler.draw(random, drawn);
        int kept = keepOwned();
        for (int i = 0; i < kept; i++) {
            add(drawn[i]);
        }
        for (int c = 0; c < count; c++) {
            places[items[c]] = NOWHERE;
        }
    }

    /**
     * Moves the drawn items of the share to the front and counts them, without a branch that goes
     * either way at random.
     */
    private int keepOwned() {
        int kept = 0;
        for (int item : drawn) {
            drawn[kept] = item;
            kept += owned[item];
        }
        return kept;
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
