package freshet.trainer.narm;

import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;

/** The trained network outside of training, one session at a time. */
final class NarmForward implements ReferenceForward {
    private final Workspace workspace;
    private final Windows windows;
    private final NarmStack stack;
    private final float[] query; // (h)

    NarmForward(NarmWeights weights, int window) {
        this.workspace = Workspace.of(1, weights.items);
        this.windows = new Windows(1, window);
        this.stack = new NarmStack(weights, 1, window, Dropout.NONE, Dropout.NONE, workspace);
        this.query = new float[weights.width];
        stack.loadWeights(0);
    }

    @Override
    public float[] query(int[] session) {
        windows.clear();
        windows.add(session, 0, session.length);
        stack.forward(windows).values().get(0, 0, query, 0, query.length);
        return query;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
