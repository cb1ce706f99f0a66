package freshet.model.serving;

import freshet.model.NextItemModel;
import freshet.model.baseline.MarkovModel;
import freshet.model.baseline.PopularityModel;
import freshet.model.baseline.SessionPopularityModel;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.GruEncoder;
import freshet.model.encoder.GruLayer;
import freshet.model.encoder.GruWeights;
import freshet.model.scoring.ItemHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Every kind of model that a bundle can hold, and how one is built from its tensors. */
public final class ModelKinds {
    private static final Map<String, BiFunction<ModelBundle, Arithmetic, NextItemModel>> KINDS = new TreeMap<>(Map.of(
            "gru4rec",
            ModelKinds::gru4rec,
            "markov",
            (bundle, arithmetic) -> markov(bundle),
            "popularity",
            (bundle, arithmetic) -> new PopularityModel(bundle.vocabulary(), bundle.support()),
            "session-popularity",
            (bundle, arithmetic) -> new SessionPopularityModel(bundle.vocabulary(), bundle.support())));

    private ModelKinds() {}

    /**
     * Builds the model of a bundle, which computes with what this JVM has.
     *
     * @throws BundleException if the kind is unknown, a tensor is missing or has another shape than the configuration says
     */
    public static NextItemModel build(ModelBundle bundle) {
        return build(bundle, Arithmetic.DEFAULT);
    }

    /**
     * Builds the model of a bundle.
     *
     * @param arithmetic what a neural model computes with
     * @throws BundleException if the kind is unknown, a tensor is missing or has another shape than the configuration says, or weights are so
     *     large that sums might overflow
     */
    public static NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BiFunction<ModelBundle, Arithmetic, NextItemModel> kind = KINDS.get(bundle.kind());
        if (kind == null) {
            throw new BundleException(
                    "model kind \"" + bundle.kind() + "\" is unknown; this version knows " + KINDS.keySet());
        }
        return kind.apply(bundle, arithmetic);
    }

    private static NextItemModel gru4rec(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        tensors.choice("gru", "reset-before");
        int items = bundle.vocabulary().size();
        int[] widths = tensors.settings("layers");
        ItemHead head = new ItemHead(
                items,
                widths[widths.length - 1],
                tensors.floats("item.embedding", items, widths[widths.length - 1]),
                tensors.floats("item.bias", items));
        Magnitudes.requireScores(head);
        GruEncoder encoder =
                switch (tensors.choice("embedding", "shared", "separate", "one-hot")) {
                    case "shared" -> embedded(tensors, "item.embedding", items, widths, arithmetic);
                    case "separate" -> embedded(tensors, "item.input", items, widths, arithmetic);
                    default -> oneHot(tensors, items, widths, arithmetic);
                };
        return new EncoderModel(bundle.vocabulary(), encoder, arithmetic.scoring(head));
    }

    private static GruEncoder embedded(
            BundleTensors tensors, String embedding, int items, int[] widths, Arithmetic arithmetic) {
        int inputWidth = tensors.setting("embedding_width");
        float[] rows = tensors.floats(embedding, items, inputWidth);
        float[] input = tensors.floats("gru.0.input", inputWidth, 3 * widths[0]);
        double inputs = Magnitudes.largestSum(rows, inputWidth);
        return new GruEncoder(rows, layers(tensors, inputWidth, input, inputs, widths, arithmetic));
    }

    /**
     * A one-hot item times the first layer's input weights is one row of them. So these rows stand for the items, and the encoder,
     * which multiplies what stands for an item by the first layer's input weights, gets the identity for those.
     */
    private static GruEncoder oneHot(BundleTensors tensors, int items, int[] widths, Arithmetic arithmetic) {
        int gates = 3 * widths[0];
        float[] rows = tensors.floats("gru.0.input", items, gates);
        if ((long) gates * gates > Integer.MAX_VALUE) {
            throw new BundleException("configuration \"layers\" begins with " + widths[0]
                    + "; with embedding \"one-hot\" the first layer has at most 15446 units");
        }
        tensors.floats(
                "gru.0.recurrent", widths[0], gates); // so large a layer must be there before anything is made as large
        float[] identity = new float[gates * gates];
        for (int i = 0; i < gates; i++) {
            identity[i * gates + i] = 1f;
        }
        double inputs = Magnitudes.largestSum(rows, gates);
        return new GruEncoder(rows, layers(tensors, gates, identity, inputs, widths, arithmetic));
    }

    /**
     * @param input the first layer's input weights (inputWidth, 3 · widths[0])
     * @param inputs largest sum of magnitudes of what it takes
     */
    private static List<GruLayer> layers(
            BundleTensors tensors, int inputWidth, float[] input, double inputs, int[] widths, Arithmetic arithmetic) {
        List<GruLayer> layers = new ArrayList<>();
        int below = inputWidth;
        for (int width : widths) {
            String layer = "gru." + layers.size() + ".";
            GruWeights weights = new GruWeights(
                    below,
                    width,
                    layers.isEmpty() ? input : tensors.floats(layer + "input", below, 3 * width),
                    tensors.floats(layer + "recurrent", width, 3 * width),
                    tensors.floats(layer + "bias", 3 * width));
            Magnitudes.requireGates(layer, weights, layers.isEmpty() ? inputs : below);
            layers.add(arithmetic.gru(weights));
            below = width;
        }
        return layers;
    }

    private static NextItemModel markov(ModelBundle bundle) {
        BundleTensors tensors = new BundleTensors(bundle);
        int[] next = tensors.ints("markov.next");
        return new MarkovModel(
                bundle.vocabulary(),
                tensors.offsets("markov.offsets", bundle.vocabulary().size(), next.length),
                tensors.rows("markov.next", next, bundle.vocabulary().size()),
                tensors.counts("markov.count", next.length));
    }
}
