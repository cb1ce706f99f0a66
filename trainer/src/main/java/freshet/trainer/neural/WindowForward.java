package freshet.trainer.neural;

import java.util.function.Function;

/**
 * The trained layers of a model that reads a window, outside of training, one session at a time.
 */
public final class WindowForward implements ReferenceForward {
    private final Workspace workspace;
    private final Windows windows;
    private final WindowStack stack;
    private final float[] query; // (h)

    /**
     * @param items V
     * @param width h, of a query
     * @param window most items of a window
     * @param stack makes the layers for one window at a time, without dropout
     */
    public WindowForward(int items, int width, int window, Function<Workspace, WindowStack> stack) {
        this.workspace = Workspace.of(1, items);
        this.windows = new Windows(1, window);
        this.stack = stack.apply(workspace);
        this.query = new float[width];
        this.stack.loadWeights(0);
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
