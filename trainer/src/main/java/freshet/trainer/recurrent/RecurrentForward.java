package freshet.trainer.recurrent;

import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.Workspace;
import java.util.List;

/** The trained network outside of training, one session at a time. */
final class RecurrentForward implements ReferenceForward {
    private final Workspace workspace;
    private final RecurrentStack stack;
    private final TimeStep step;
    private final float[] query; // (h)

    RecurrentForward(RecurrentWeights weights) {
        this.workspace = Workspace.of(1, weights.items);
        this.step = TimeStep.ofOneSession(weights, workspace.memory());
        this.stack = new RecurrentStack(weights, List.of(step), 1, workspace);
        this.query = new float[weights.width];
        stack.loadWeights(0);
    }

    @Override
    public float[] query(int[] session) {
        for (int i = 0; i < session.length; i++) {
            step.size = 1;
            step.inputs[0] = session[i];
            step.previousSlots[0] = i == 0 ? SessionParallelBatches.SESSION_START : 0;
            stack.carry(0, 0);
            stack.forward(0);
        }
        step.top().get(0, 0, query, 0, query.length);
        return query;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
