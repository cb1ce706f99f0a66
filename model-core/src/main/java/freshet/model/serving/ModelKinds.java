package freshet.model.serving;

import freshet.model.NextItemModel;
import freshet.model.baseline.MarkovModel;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.GruEncoder;
import freshet.model.encoder.GruWeights;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.Nd4jKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Every kind of model that a bundle can hold, and how one is built from its tensors. */
public final class ModelKinds {
    private static final Map<String, Function<ModelBundle, NextItemModel>> KINDS =
            new TreeMap<>(Map.of("gru4rec", ModelKinds::gru4rec, "markov", ModelKinds::markov));

    private ModelKinds() {}

    /**
     * Builds the model of a bundle.
     *
     * @throws BundleException if the kind is unknown, a tensor is missing or has another shape than the configuration says
     */
    public static NextItemModel build(ModelBundle bundle) {
        Function<ModelBundle, NextItemModel> kind = KINDS.get(bundle.kind());
        if (kind == null) {
            throw new BundleException(
                    "model kind \"" + bundle.kind() + "\" is unknown; this version knows " + KINDS.keySet());
        }
        return kind.apply(bundle);
    }

    private static NextItemModel gru4rec(ModelBundle bundle) {
        BundleTensors tensors = new BundleTensors(bundle);
        tensors.require("embedding", "shared");
        tensors.require("gru", "reset-before");
        int items = bundle.vocabulary().size();
        List<GruWeights> layers = new ArrayList<>();
        int inputWidth = tensors.setting("embedding_width");
        float[] embedding = tensors.floats("item.embedding", items, inputWidth);
        for (int width : tensors.settings("layers")) {
            String layer = "gru." + layers.size() + ".";
            layers.add(new GruWeights(
                    inputWidth,
                    width,
                    tensors.floats(layer + "input", inputWidth, 3 * width),
                    tensors.floats(layer + "recurrent", width, 3 * width),
                    tensors.floats(layer + "bias", 3 * width)));
            inputWidth = width;
        }
        GruEncoder encoder = new GruEncoder(embedding, layers);
        ItemHead head = new ItemHead(
                items,
                encoder.queryWidth(),
                tensors.floats("item.embedding", items, encoder.queryWidth()),
                tensors.floats("item.bias", items));
        return new EncoderModel(bundle.vocabulary(), encoder, new Nd4jKernel(head));
    }

    private static NextItemModel markov(ModelBundle bundle) {
        BundleTensors tensors = new BundleTensors(bundle);
        int[] next = tensors.ints("markov.next");
        return new MarkovModel(
                bundle.vocabulary(),
                tensors.offsets("markov.offsets", bundle.vocabulary().size(), next.length),
                tensors.rows("markov.next", next, bundle.vocabulary().size()),
                tensors.longs("markov.count", next.length));
    }
}
