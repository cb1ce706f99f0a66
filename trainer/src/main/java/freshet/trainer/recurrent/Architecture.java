package freshet.trainer.recurrent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.recurrent.TrainedCell;
import freshet.trainer.settings.SettingValues;
import java.util.List;

/**
 * The shape of a recurrent model. Immutable.
 *
 * @param cell of each layer
 * @param embedding what represents an item at the input
 * @param separateWidth width of a separate embedding; 0 for the first layer's
 * @param layers hidden units of each layer, lowest first
 */
record Architecture(TrainedCell cell, Embedding embedding, int separateWidth, List<Integer> layers) {

    /** Width of the query, which is the top layer's state, and of the output embedding. */
    int queryWidth() {
        return layers.get(layers.size() - 1);
    }

    /**
     * Columns of the table that has a row per item for the input; for one-hot the blocks of
     * the first layer.
     */
    int inputColumns() {
        return switch (embedding) {
            case SHARED -> queryWidth();
            case SEPARATE -> separateWidth == 0 ? layers.get(0) : separateWidth;
            case ONE_HOT -> cell.blocks() * layers.get(0);
        };
    }

    /**
     * What a layer's input weights take; 0 if there are none, since what comes in is their product
     * already.
     */
    int inputWidth(int layer) {
        if (layer > 0) {
            return layers.get(layer - 1);
        }
        return embedding == Embedding.ONE_HOT ? 0 : inputColumns();
    }

    /** As the bundle tells it. */
    ObjectNode configuration() {
        ObjectNode configuration =
                JsonNodeFactory.instance.objectNode().put("embedding", SettingValues.spelling(embedding));
        if (embedding != Embedding.ONE_HOT) {
            configuration.put("embedding_width", inputColumns());
        }
        ArrayNode widths = configuration.putArray("layers");
        layers.forEach(widths::add);
        return configuration.put(cell.name(), cell.variant());
    }

    /** What represents an item at the network's input. */
    enum Embedding {
        /**
         * The row that scores the item at the output as well (the constrained embedding of Hidasi
         * and Karatzoglou 2018).
         */
        SHARED,
        /** A row of its own. */
        SEPARATE,
        /**
         * The item's one-hot vector (Hidasi et al. 2016): its product with the layer's input
         * weights is one row of them.
         */
        ONE_HOT
    }
}
