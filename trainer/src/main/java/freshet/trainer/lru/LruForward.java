package freshet.trainer.lru;

import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.WindowForward;

/**
 * The trained network outside of training, one session at a time. A session is read from its first
 * event on, as the state of a served one remembers it.
 */
final class LruForward implements ReferenceForward {
    private final LruWeights weights;
    private int longest = 50;
    private WindowForward network;

    LruForward(LruWeights weights) {
        this.weights = weights;
        this.network = network();
    }

    @Override
    public float[] query(int[] session) {
        if (session.length > longest) {
            longest = session.length;
            network.close();
            network = network();
        }
        return network.query(session);
    }

    @Override
    public void close() {
        network.close();
    }

    /** For sessions of up to the longest so far. */
    private WindowForward network() {
        LruDropouts none = LruDropouts.none(weights.blocks.size());
        return new WindowForward(
                weights.items, weights.width, longest, workspace -> new LruStack(weights, 1, longest, none, workspace));
    }
}
