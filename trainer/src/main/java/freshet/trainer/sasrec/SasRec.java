package freshet.trainer.sasrec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowForward;
import freshet.trainer.neural.WindowModel;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * SASRec (Kang and McAuley 2018, section III) as a neural model. Of a window with the rows e_1 …
 * e_t of E and learned places p:
 *
 * <pre>
 * x_j = e_j + p_t−j
 * y   = x + attention(norm(x)), each row over itself and those before it     } as many blocks
 * z   = y + W_2ᵀ max(0, W_1ᵀ norm(y) + b_1) + b_2, which is the next block's x } as are set
 * q   = norm(z_t)
 * </pre>
 *
 * An item's score is E_v · q; the item bias is added. Shapes: W (d, d), p and b (d); one head.
 * Places count from the newest item, as they do in the paper, which pads windows on the left.
 *
 * <p>The paper's loss takes one negative and binary cross-entropy; cross-entropy over many does far
 * better (Klenitskiy and Vasilev 2023). The paper predicts after every row of a window at once.
 * Here a step predicts one item per window: its targets are the candidates of each other, and those
 * of one session would be negatives of each other far more often than logQ takes them for.
 * Immutable.
 *
 * @param width d, of an item's embedding and of all layers
 * @param blocks of attention and feed-forward network
 * @param window most items of a window
 * @param settings what every neural model is told
 */
public record SasRec(int width, int blocks, int window, NeuralSettings settings) implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "sasrec";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.whole("width", "floats of an item's embedding and of every layer", 100, 1, 4096),
                    Setting.whole("blocks", "of self-attention and feed-forward network", 2, 1, 64),
                    Setting.whole("window", "newest items of a session that are read", 50, 1, 1000)),
            Map.of("batch_size", "128", "learning_rate", "0.05"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "48", "blocks", "1", "epochs", "4", "n_sample", "256");

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static SasRec from(Settings settings) {
        return new SasRec(
                settings.integer("width"),
                settings.integer("blocks"),
                settings.integer("window"),
                NeuralSettings.from(settings));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("blocks", blocks)
                .put("window", window);
    }

    @Override
    public WidestRow widestRow() {
        return new WidestRow("the larger of window and width", Math.max(window, width), " or width");
    }

    @Override
    public Parameters parameters(int items) {
        return SasRecWeights.zeros(items, width, window, blocks);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new SasRecWeights(zeros, blocks).randomise(glorot);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        int batch = settings.batchSize();
        List<Dropout> dropouts = new ArrayList<>();
        dropouts.add(new Dropout(settings.dropoutEmbedding(), batch * window, width, random.split()));
        for (int layer = 0; layer < 2 * blocks; layer++) {
            dropouts.add(new Dropout(settings.dropoutHidden(), batch * window, width, random.split()));
        }
        return new SasRecStack(new SasRecWeights(weights, blocks), batch, dropouts, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        List<Dropout> none = Collections.nCopies(1 + 2 * blocks, Dropout.NONE);
        return new WindowForward(
                weights.items(),
                width,
                window,
                workspace -> new SasRecStack(new SasRecWeights(weights, blocks), 1, none, workspace));
    }

    /**
     * Five products of (d, d) for each row of a window, which is taken to be full, in a block on
     * the way forward and twice as many on the way back. Those of rows with rows are left out.
     */
    @Override
    public double multiplicationsPerEvent() {
        return 15.0 * blocks * window * width * width;
    }
}
