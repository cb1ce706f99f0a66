package freshet.model.kind;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.LayeredEncoder;
import freshet.model.encoder.recurrent.RecurrentCell;
import freshet.model.scoring.ItemHead;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind whose models are recurrent layers of one {@link ServedCell}. In a bundle, with k the
 * cell's blocks and {@code cell} its name:
 *
 * <ul>
 *   <li>configuration {@code cell}: its variant; {@code layers}: widths, lowest first;
 *       {@code embedding}: {@code shared}, {@code separate} or {@code one-hot};
 *       {@code embedding_width} but for the last
 *   <li>{@code item.embedding} (items, h), {@code item.bias} (items), h the top layer's width
 *   <li>{@code item.input} (items, d) where the embedding is separate
 *   <li>per layer n from 0: {@code cell.n.input} (d or the width below, kh) or, for the lowest one
 *       of one-hot, (items, kh); {@code cell.n.recurrent} (h, kh); {@code cell.n.bias} (kh)
 * </ul>
 */
public abstract class RecurrentKind implements ModelKind {
    private static final int PACKED_COPIES = 2; // layers packed, their columns padded
    private static final double MOST_COLUMNS = Math.floor(Math.sqrt(Integer.MAX_VALUE));

    private final String name;
    private final ServedCell cell;

    /**
     * @param name of the kind
     * @param cell what its layers are made of
     */
    protected RecurrentKind(String name, ServedCell cell) {
        this.name = name;
        this.cell = cell;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        MemoryNeed need = MemoryNeed.ofEveryModel(bundle).withItemHead(ItemTensors.width(bundle), arithmetic);
        return arithmetic.usesVectorApi() ? need.withHeap(PACKED_COPIES * bundle.bytes(cell.name() + ".")) : need;
    }

    @Override
    public final NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        String variant = tensors.choice(cell.name(), cell.variants().toArray(String[]::new));
        int items = bundle.vocabulary().size();
        int[] widths = tensors.settings("layers");
        double largest = cell.largestHidden(variant);
        ItemHead head = ItemTensors.head(tensors, items, widths[widths.length - 1], largest);
        Layers layers = new Layers(tensors, variant, widths, arithmetic);
        LayeredEncoder encoder =
                switch (tensors.choice("embedding", "shared", "separate", "one-hot")) {
                    case "shared" -> layers.embedded(ItemTensors.EMBEDDING, items);
                    case "separate" -> layers.embedded("item.input", items);
                    default -> layers.oneHot(items);
                };
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }

    /** Builds the layers of one bundle. */
    private final class Layers {
        private final BundleTensors tensors;
        private final String variant;
        private final int[] widths;
        private final Arithmetic arithmetic;

        Layers(BundleTensors tensors, String variant, int[] widths, Arithmetic arithmetic) {
            this.tensors = tensors;
            this.variant = variant;
            this.widths = widths;
            this.arithmetic = arithmetic;
        }

        LayeredEncoder embedded(String embedding, int items) {
            int inputWidth = tensors.setting("embedding_width");
            float[] rows = tensors.floats(embedding, items, inputWidth);
            float[] input = tensors.floats(tensor(0, "input"), inputWidth, cell.blocks() * widths[0]);
            return new LayeredEncoder(rows, cells(inputWidth, input, Magnitudes.largestSum(rows, inputWidth)));
        }

        /**
         * A one-hot item times the first layer's input weights is one row of them: this row is the
         * item's embedding. The encoder multiplies an embedding by the first layer's input weights,
         * so it gets the identity for those.
         */
        LayeredEncoder oneHot(int items) {
            int columns = cell.blocks() * widths[0];
            float[] rows = tensors.floats(tensor(0, "input"), items, columns);
            if (columns > MOST_COLUMNS) {
                throw new BundleException("configuration \"layers\" begins with " + widths[0]
                        + "; with embedding \"one-hot\" the first layer has at most "
                        + (int) MOST_COLUMNS / cell.blocks() + " units");
            }
            // So large a layer must be there before anything is made as large.
            tensors.floats(tensor(0, "recurrent"), widths[0], columns);
            float[] identity = new float[columns * columns];
            for (int i = 0; i < columns; i++) {
                identity[i * columns + i] = 1f;
            }
            return new LayeredEncoder(rows, cells(columns, identity, Magnitudes.largestSum(rows, columns)));
        }

        /**
         * @param input the first layer's input weights (inputWidth, k · widths[0])
         * @param inputs largest sum of magnitudes of what it takes
         */
        private List<RecurrentCell> cells(int inputWidth, float[] input, double inputs) {
            List<RecurrentCell> cells = new ArrayList<>();
            int below = inputWidth;
            for (int width : widths) {
                int layer = cells.size();
                int columns = cell.blocks() * width;
                CellWeights weights = new CellWeights(
                        cell.blocks(),
                        below,
                        width,
                        layer == 0 ? input : tensors.floats(tensor(layer, "input"), below, columns),
                        tensors.floats(tensor(layer, "recurrent"), width, columns),
                        tensors.floats(tensor(layer, "bias"), columns));
                requireSums(layer, weights, layer == 0 ? inputs : cell.largestHidden(variant) * below);
                cells.add(cell.build(variant, weights, arithmetic));
                below = width;
            }
            return cells;
        }

        /**
         * The terms of a sum add up to Σ_k |x_k| · max |W| + Σ_k |h_k| · max |U| + max |b| at most.
         *
         * @param inputs largest Σ_k |x_k| of what the layer takes
         */
        private void requireSums(int layer, CellWeights weights, double inputs) {
            double most = inputs * Magnitudes.largest(weights.input())
                    + cell.largestHidden(variant) * weights.width() * Magnitudes.largest(weights.recurrent())
                    + Magnitudes.largest(weights.bias());
            Magnitudes.require("the weights of layer \"" + tensor(layer, "") + "\" times its inputs", most);
        }

        private String tensor(int layer, String of) {
            return cell.name() + "." + layer + "." + of;
        }
    }
}
