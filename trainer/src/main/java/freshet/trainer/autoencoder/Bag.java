package freshet.trainer.autoencoder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.SettingValues;
import freshet.trainer.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * What all autoencoders are told of the bag and of the hidden layer over it. Immutable.
 *
 * @param width h
 * @param embedding what represents an item in the bag
 * @param window most items of a bag
 * @param decay share of its weight that an item loses with each later one
 * @param noise share of the bag's items that are left out in training
 */
record Bag(int width, Embedding embedding, int window, float decay, float noise) {

    /** What represents an item in the bag. */
    enum Embedding {
        /** The row that scores the item at the output as well: tied weights. */
        SHARED,
        /** A row of its own. */
        SEPARATE
    }

    /** Each with its default and range. */
    static final List<Setting> ALLOWED = List.of(
            Setting.whole("width", "hidden units, and numbers of an item's row", 100, 1, 4096),
            Setting.choice("embedding", "what represents an item in the bag", Embedding.SHARED),
            Setting.whole("window", "newest items of a session that are read", 50, 1, 1000),
            Setting.real(
                    "decay", "share of its weight that an item of the bag loses with each later one", 0.5, 0, 0.99),
            Setting.real("noise", "share of the bag's items that are left out in training", 0, 0, 0.99));

    private static final String INPUT = "item.input";
    private static final String BIAS = "encoder.bias";

    static Bag from(Settings settings) {
        return new Bag(
                settings.integer("width"),
                settings.choice("embedding", Embedding.class),
                settings.integer("window"),
                settings.real("decay"),
                settings.real("noise"));
    }

    ObjectNode configuration() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("embedding", SettingValues.spelling(embedding))
                .put("window", window)
                .put("decay", Double.parseDouble(Float.toString(decay)));
    }

    /**
     * All zero.
     *
     * @param above what the layers above have
     */
    Parameters zeros(int items, List<Parameter> above) {
        List<Parameter> others = new ArrayList<>();
        if (embedding == Embedding.SEPARATE) {
            others.add(Parameter.table(INPUT, items, width));
        }
        others.add(Parameter.vector(BIAS, width));
        others.addAll(above);
        return Parameters.of(items, width, others);
    }

    /** Draws the table of the bag's items and, unless scores are to start at 0, E. */
    void randomise(Parameters zeros, boolean scoresAtZero, Glorot glorot) {
        glorot.fill(table(zeros).values(), width, width);
        if (embedding == Embedding.SEPARATE && !scoresAtZero) {
            glorot.fill(zeros.embedding(), width, width);
        }
    }

    /** x (V, h): E itself or a table of its own. */
    Parameter table(Parameters weights) {
        return weights.get(embedding == Embedding.SHARED ? Parameters.EMBEDDING : INPUT);
    }

    /** b (h). */
    static Parameter bias(Parameters weights) {
        return weights.get(BIAS);
    }
}
