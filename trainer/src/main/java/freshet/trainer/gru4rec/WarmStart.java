package freshet.trainer.gru4rec;

import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.serving.ModelLoader;
import freshet.trainer.TrainingException;

/**
 * Takes the weights of an older model over: the layers whole, the rows of the items that both know. An item that is new keeps what it was
 * initialised with. Immutable.
 */
final class WarmStart {
    private final ModelBundle older;

    /**
     * @throws freshet.model.bundle.BundleException if the older model is damaged
     * @throws TrainingException if it has another shape
     */
    WarmStart(ModelBundle older, Architecture architecture) {
        ModelLoader.load(older, 1).close();
        if (!older.kind().equals(Gru4RecTrainer.KIND) || !older.configuration().equals(architecture.configuration())) {
            throw new TrainingException("the model to start from is " + older.kind() + " " + older.configuration()
                    + ", but this training makes " + Gru4RecTrainer.KIND + " " + architecture.configuration()
                    + "; give it the same layers and embedding or start without a model");
        }
        this.older = older;
    }

    /**
     * Changes freshly initialised weights.
     *
     * @param vocabulary of these weights
     * @return how many items both models know
     */
    int apply(Gru4RecWeights weights, Vocabulary vocabulary) {
        for (int i = 0; i < weights.layers.size(); i++) {
            GruWeights layer = weights.layers.get(i);
            if (layer.inputWidth > 0) {
                System.arraycopy(floats("gru." + i + ".input"), 0, layer.input, 0, layer.input.length);
            }
            layer.setRecurrent(floats("gru." + i + ".recurrent"));
            System.arraycopy(floats("gru." + i + ".bias"), 0, layer.bias, 0, layer.bias.length);
        }
        copyRows("item.bias", weights.bias, 1, vocabulary);
        switch (weights.architecture.embedding()) {
            case SHARED -> {}
            case SEPARATE -> copyRows("item.input", weights.input, weights.inputColumns, vocabulary);
            case ONE_HOT -> copyRows("gru.0.input", weights.input, weights.inputColumns, vocabulary);
        }
        return copyRows("item.embedding", weights.embedding, weights.width, vocabulary);
    }

    private int copyRows(String name, float[] table, int width, Vocabulary vocabulary) {
        float[] from = floats(name);
        int known = 0;
        for (int row = 0; row < older.vocabulary().size(); row++) {
            int to = vocabulary.row(older.vocabulary().item(row)).orElse(-1);
            if (to >= 0) {
                System.arraycopy(from, row * width, table, to * width, width);
                known++;
            }
        }
        return known;
    }

    private float[] floats(String name) {
        return ((Tensor.Floats) older.weights().get(name)).values();
    }
}
