package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import java.util.List;

/** A neural model that reads the newest items of a session, its window. Immutable. */
public interface WindowModel extends NeuralModel<WindowBatches> {

    /** Floats of an item's embedding and of a query. */
    int width();

    /** Most items of a window. */
    int window();

    /** The most that a layer keeps of one row of a window. */
    default WidestRow widestRow() {
        return new WidestRow("width", width(), " or width");
    }

    @Override
    default WindowBatches batches(TrainingData data) {
        return new WindowBatches(data, settings().batchSize(), window());
    }

    @Override
    default List<ArrayBound> arrays(int items, int candidates) {
        WidestRow row = widestRow();
        return List.of(
                new ArrayBound(
                        "(batch_size + n_sample) × width", candidates, width(), "lower n_sample, batch_size or width"),
                new ArrayBound(
                        "(batch_size × window) × " + row.what(),
                        (long) settings().batchSize() * window(),
                        row.floats(),
                        "lower batch_size, window" + row.others()),
                new ArrayBound("items × width", items, width(), "lower width, or raise the least support of an item"));
    }

    /**
     * Of a row of a window.
     *
     * @param what by the names of the settings
     * @param floats how many
     * @param others the settings that decide it, at the end of a list of settings
     */
    record WidestRow(String what, long floats, String others) {}
}
