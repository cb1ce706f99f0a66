package freshet.model.encoder.recurrent;

import freshet.model.encoder.RecurrentEncoder;
import java.util.List;

/**
 * An encoder of recurrent layers alone: an item's embedding goes through one or several of them,
 * and the top one's hidden state is the query. A session's state is the states of all layers,
 * lowest first. Immutable; threads share it.
 */
public final class LayeredEncoder implements RecurrentEncoder {
    private final float[] embedding; // (items, d)
    private final List<RecurrentCell> layers;
    private final int stateWidth;

    /**
     * @param embedding input embedding (items, d), row-major, d the first layer's input width
     * @param layers lowest first, at least one; each one's input width is the width of the one
     *     below
     */
    public LayeredEncoder(float[] embedding, List<RecurrentCell> layers) {
        for (int i = 1; i < layers.size(); i++) {
            int below = layers.get(i - 1).width();
            if (layers.get(i).inputWidth() != below) {
                throw new IllegalArgumentException("recurrent layer " + i + " takes "
                        + layers.get(i).inputWidth() + " inputs, but the layer below has " + below + " units");
            }
        }
        this.embedding = embedding;
        this.layers = List.copyOf(layers);
        this.stateWidth = layers.stream().mapToInt(RecurrentCell::stateWidth).sum();
    }

    @Override
    public int stateWidth() {
        return stateWidth;
    }

    @Override
    public int queryWidth() {
        return layers.get(layers.size() - 1).width();
    }

    @Override
    public Folder newFolder(int maxBatch) {
        return new LayeredFolder(maxBatch);
    }

    private final class LayeredFolder implements Folder {
        private final List<RecurrentCell.Step> steps;
        private final int[] inputAt; // (maxBatch)
        private final int[] stateAt; // (maxBatch)

        LayeredFolder(int maxBatch) {
            steps = layers.stream().map(layer -> layer.newStep(maxBatch)).toList();
            inputAt = new int[maxBatch];
            stateAt = new int[maxBatch];
        }

        @Override
        public void fold(float[] states, int[] sessions, int[] items, int count) {
            int inputWidth = layers.get(0).inputWidth();
            for (int i = 0; i < count; i++) {
                inputAt[i] = items[i] * inputWidth;
                stateAt[i] = sessions[i] * stateWidth;
            }
            float[] inputs = embedding;
            for (int layer = 0; layer < steps.size(); layer++) {
                steps.get(layer).step(inputs, inputAt, states, stateAt, count);
                inputs = states;
                for (int i = 0; i < count; i++) {
                    inputAt[i] = stateAt[i];
                    stateAt[i] += layers.get(layer).stateWidth();
                }
            }
        }

        @Override
        public void readout(float[] states, int count, float[] queries) {
            int width = queryWidth();
            int topWidth = layers.get(layers.size() - 1).stateWidth();
            for (int i = 0; i < count; i++) {
                System.arraycopy(states, (i + 1) * stateWidth - topWidth, queries, i * width, width);
            }
        }
    }
}
