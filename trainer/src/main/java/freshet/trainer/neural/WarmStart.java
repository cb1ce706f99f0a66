package freshet.trainer.neural;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.OwnItemJson;
import freshet.model.load.ModelLoader;
import freshet.model.scoring.OwnItemBias;
import freshet.trainer.TrainingException;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.weights.NamedFloats;
import freshet.trainer.neural.weights.Parameter;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Takes an older model over: the layers whole, the rows of the items that both know;
 * {@link NewItems} says what the others begin with. With the weights come Adagrad's accumulators,
 * as far as the bundle has them (see {@link CompactSquares}): from zero, Adagrad's first step
 * changes every weight by the learning rate, however small its gradient, and so undoes much of what
 * was learned. They are multiplied by a share, so that the new data move the model as well.
 * Velocities start from zero. Immutable.
 */
public final class WarmStart {
    private final ModelBundle older;

    /**
     * @param kind of the model in training
     * @param configuration its shape
     * @throws TrainingException if the older model is damaged or has another shape
     */
    public WarmStart(ModelBundle older, String kind, ObjectNode configuration) {
        requireSound(older);
        if (!older.kind().equals(kind)
                || !OwnItemJson.with(older.configuration(), OwnItemBias.NONE).equals(configuration)) {
            throw new TrainingException("the model to start from is " + older.kind() + " " + older.configuration()
                    + ", but this training makes " + kind + " " + configuration
                    + "; give it settings of the same shape or start without a model");
        }
        this.older = older;
    }

    private static void requireSound(ModelBundle older) {
        try {
            ModelLoader.load(older, 1).close();
        } catch (BundleException e) {
            throw new TrainingException("the model to start from is of no use: " + e.getMessage(), e);
        }
    }

    /**
     * Changes a fresh state.
     *
     * @param vocabulary of the state
     * @param memory share of the accumulators that is kept, in [0, 1]
     * @param newItems what items begin with that the older model does not know
     * @return how many items both models know
     * @throws TrainingException if the older model's accumulators do not fit its weights
     */
    public int apply(TrainingState state, Vocabulary vocabulary, float memory, NewItems newItems) {
        int[] rows = rows(vocabulary);
        if (newItems == NewItems.AT_ZERO) {
            Arrays.fill(state.weights().embedding(), 0); // the known ones are copied over it
        }
        NamedFloats weights = new NamedFloats(older.weights(), "");
        state.weights().all().forEach(parameter -> copy(weights, parameter, rows));
        NamedFloats squares = new NamedFloats(older.weights(), CompactSquares.PREFIX);
        if (squares.any()) {
            state.squares().all().forEach(parameter -> copyShare(squares, memory, parameter, rows, newItems));
        }
        return (int) IntStream.of(rows).filter(row -> row >= 0).count();
    }

    private void copy(NamedFloats from, Parameter to, int[] rows) {
        if (!to.perItem()) {
            from.copy(to.name(), to.values());
            return;
        }
        int columns = to.columns();
        float[] values = from.values(to.name(), rows.length * columns);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] >= 0) {
                System.arraycopy(values, row * columns, to.values(), rows[row] * columns, columns);
            }
        }
    }

    /** Of a table every value of a row becomes a share of the row's mean. */
    private void copyShare(NamedFloats from, float memory, Parameter to, int[] rows, NewItems newItems) {
        if (!to.perItem()) {
            from.copy(to.name(), to.values());
            Vectors.scale(to.values(), memory, to.values().length);
            return;
        }
        int columns = to.columns();
        float[] means = from.values(to.name(), rows.length);
        if (newItems == NewItems.AT_ZERO) {
            Arrays.fill(to.values(), memory * mean(means));
        }
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] >= 0) {
                Arrays.fill(to.values(), rows[row] * columns, (rows[row] + 1) * columns, memory * means[row]);
            }
        }
    }

    private static float mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return (float) (sum / values.length);
    }

    /** The row of each item of the older model in another vocabulary; -1 for none. */
    private int[] rows(Vocabulary vocabulary) {
        return IntStream.range(0, older.vocabulary().size())
                .map(row -> vocabulary.row(older.vocabulary().item(row)).orElse(-1))
                .toArray();
    }
}
