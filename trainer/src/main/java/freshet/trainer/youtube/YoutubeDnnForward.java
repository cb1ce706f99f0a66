package freshet.trainer.youtube;

import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;

/** The trained network outside of training, one session at a time; its age is 0. */
final class YoutubeDnnForward implements ReferenceForward {
    private static final float[] NEW = {0f};

    private final boolean readsTime;
    private final Workspace workspace;
    private final Windows windows;
    private final YoutubeDnnStack stack;
    private final long[] times = new long[1];
    private final float[] query; // (h)

    YoutubeDnnForward(YoutubeDnn model, YoutubeDnnWeights weights) {
        this.readsTime = model.context().hasTime();
        this.workspace = Workspace.of(1, weights.parameters.items());
        this.windows = new Windows(1, model.window());
        this.stack = new YoutubeDnnStack(model, weights, workspace);
        this.query = new float[weights.width];
        stack.loadWeights(0);
    }

    @Override
    public boolean readsTime() {
        return readsTime;
    }

    @Override
    public float[] query(int[] session) {
        return query(session, WindowInput.NO_TIME);
    }

    @Override
    public float[] query(int[] session, long timeMillis) {
        windows.clear();
        windows.add(session, 0, session.length);
        times[0] = timeMillis;
        stack.forward(windows, times, NEW).values().get(0, 0, query, 0, query.length);
        return query;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
