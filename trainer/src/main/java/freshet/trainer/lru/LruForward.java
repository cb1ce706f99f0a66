package freshet.trainer.lru;

import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;

/**
 * The trained network outside of training, one session at a time. A session is read from its first
 * event on, as the state of a served one remembers it.
 */
final class LruForward implements ReferenceForward {
    private final LruWeights weights;
    private final float[] query; // (d)
    private Buffers buffers;

    LruForward(LruWeights weights) {
        this.weights = weights;
        this.query = new float[weights.width];
        this.buffers = new Buffers(weights, 50);
    }

    @Override
    public float[] query(int[] session) {
        if (session.length > buffers.longest) {
            buffers.workspace.close();
            buffers = new Buffers(weights, session.length);
        }
        buffers.windows.clear();
        buffers.windows.add(session, 0, session.length);
        buffers.stack.forward(buffers.windows).values().get(0, 0, query, 0, query.length);
        return query;
    }

    @Override
    public void close() {
        buffers.workspace.close();
    }

    /** For sessions of up to {@link #longest} events. */
    private static final class Buffers {
        final int longest;
        final Workspace workspace;
        final Windows windows;
        final LruStack stack;

        Buffers(LruWeights weights, int longest) {
            this.longest = longest;
            this.workspace = Workspace.of(1, weights.items);
            this.windows = new Windows(1, longest);
            this.stack = new LruStack(weights, 1, longest, LruDropouts.none(weights.blocks.size()), workspace);
            stack.loadWeights(0);
        }
    }
}
