package freshet.trainer.gru4rec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.load.ModelLoader;
import freshet.trainer.TrainingException;
import freshet.trainer.neural.weights.ItemTable;
import freshet.trainer.neural.weights.NamedFloats;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Takes an older model over: the layers whole, the rows of the items that both know. An item that is new keeps what it was initialised
 * with. With the weights come Adagrad's accumulators, as far as the bundle has them (see {@link CompactSquares}): from zero, Adagrad's
 * first step changes every weight by the learning rate, however small its gradient, and so undoes much of what was learned. They are
 * multiplied by a share, so that the new data move the model as well. Velocities start from zero. Immutable.
 */
final class WarmStart {
    private final ModelBundle older;

    /** @throws TrainingException if the older model is damaged or has another shape */
    WarmStart(ModelBundle older, Architecture architecture) {
        requireSound(older);
        ObjectNode configuration = architecture.configuration();
        if (!older.kind().equals(Gru4RecTrainer.KIND) || !older.configuration().equals(configuration)) {
            throw new TrainingException("the model to start from is " + older.kind() + " " + older.configuration()
                    + ", but this training makes " + Gru4RecTrainer.KIND + " " + configuration
                    + "; give it the same layers and embedding or start without a model");
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
     * @return how many items both models know
     * @throws TrainingException if the older model's accumulators do not fit its weights
     */
    int apply(Gru4RecState state, Vocabulary vocabulary, float memory) {
        NamedFloats weights = new NamedFloats(older.weights(), "");
        NamedFloats squares = new NamedFloats(older.weights(), CompactSquares.PREFIX);
        state.weights().setLayers(weights);
        state.weights().tables().forEach(table -> copyRows(weights, table, vocabulary));
        if (squares.any()) {
            state.squares().setLayers(squares);
            state.squares().layers.forEach(layer -> layer.scale(memory));
            state.squares().tables().forEach(table -> fillRows(squares, memory, table, vocabulary));
        }
        return (int) rows(vocabulary).filter(row -> row >= 0).count();
    }

    private void copyRows(NamedFloats from, ItemTable to, Vocabulary vocabulary) {
        int columns = to.columns();
        float[] values = from.values(to.name(), older.vocabulary().size() * columns);
        int[] rows = rows(vocabulary).toArray();
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] >= 0) {
                System.arraycopy(values, row * columns, to.values(), rows[row] * columns, columns);
            }
        }
    }

    private void fillRows(NamedFloats means, float memory, ItemTable to, Vocabulary vocabulary) {
        int columns = to.columns();
        float[] values = means.values(to.name(), older.vocabulary().size());
        int[] rows = rows(vocabulary).toArray();
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] >= 0) {
                Arrays.fill(to.values(), rows[row] * columns, (rows[row] + 1) * columns, memory * values[row]);
            }
        }
    }

    /** Where each item of the older model stands in another vocabulary; -1 for nowhere. */
    private IntStream rows(Vocabulary vocabulary) {
        return IntStream.range(0, older.vocabulary().size())
                .map(row -> vocabulary.row(older.vocabulary().item(row)).orElse(-1));
    }
}
