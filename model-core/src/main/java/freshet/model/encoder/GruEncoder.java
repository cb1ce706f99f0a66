package freshet.model.encoder;

import java.util.List;

/**
 * GRU4Rec's encoder: an item's embedding goes through one or several GRU layers, whose top hidden state is the query. A session's
 * state is the hidden states of all layers, lowest first. Immutable; threads share it.
 */
public final class GruEncoder implements RecurrentEncoder {
    private final float[] embedding; // (items, d)
    private final List<GruWeights> layers;
    private final int stateWidth;

    /**
     * @param embedding input embedding (items, d), row-major, d the first layer's input width
     * @param layers lowest first, at least one; each one's input width is the width of the one below
     */
    public GruEncoder(float[] embedding, List<GruWeights> layers) {
        for (int i = 1; i < layers.size(); i++) {
            int below = layers.get(i - 1).width();
            if (layers.get(i).inputWidth() != below) {
                throw new IllegalArgumentException("GRU layer " + i + " takes "
                        + layers.get(i).inputWidth() + " inputs, but the layer below has " + below + " units");
            }
        }
        this.embedding = embedding;
        this.layers = List.copyOf(layers);
        this.stateWidth = layers.stream().mapToInt(GruWeights::width).sum();
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
    public Folder newFolder() {
        return new LayeredFolder();
    }

    private final class LayeredFolder implements Folder {
        private final List<GruCell> cells = layers.stream().map(GruCell::new).toList();

        @Override
        public void fold(float[] states, int[] sessions, int[] items, int count) {
            for (int i = 0; i < count; i++) {
                float[] input = embedding;
                int from = items[i] * layers.get(0).inputWidth();
                int at = sessions[i] * stateWidth;
                for (int layer = 0; layer < cells.size(); layer++) {
                    cells.get(layer).step(input, from, states, at);
                    input = states;
                    from = at;
                    at += layers.get(layer).width();
                }
            }
        }

        @Override
        public void readout(float[] states, int count, float[] queries) {
            int width = queryWidth();
            for (int i = 0; i < count; i++) {
                System.arraycopy(states, (i + 1) * stateWidth - width, queries, i * width, width);
            }
        }
    }
}
