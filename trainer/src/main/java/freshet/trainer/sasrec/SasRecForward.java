package freshet.trainer.sasrec;

import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import java.util.Collections;

/** The trained network outside of training, one session at a time. */
final class SasRecForward implements ReferenceForward {
    private final Workspace workspace;
    private final Windows windows;
    private final SasRecStack stack;
    private final float[] query; // (d)

    SasRecForward(SasRecWeights weights) {
        int window = weights.position.rows();
        this.workspace = Workspace.of(1, weights.items);
        this.windows = new Windows(1, window);
        this.stack = new SasRecStack(
                weights, 1, Collections.nCopies(1 + 2 * weights.blocks.size(), Dropout.NONE), workspace);
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
