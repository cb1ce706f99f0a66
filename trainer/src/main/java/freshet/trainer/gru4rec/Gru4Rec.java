package freshet.trainer.gru4rec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.TrainingData;
import freshet.trainer.gru4rec.Architecture.Embedding;
import freshet.trainer.neural.ArrayBound;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralModel;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * GRU4Rec as a neural model. Immutable.
 *
 * @param architecture layers and embedding
 * @param bpttLength events of a session through which back-propagation goes
 * @param settings what every neural model is told
 */
public record Gru4Rec(Architecture architecture, int bpttLength, NeuralSettings settings)
        implements NeuralModel<SessionParallelBatches> {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "gru4rec";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(List.of(
            Setting.wholes("layers", "hidden units of each GRU layer, lowest first", 100, 1, 4096),
            Setting.choice(
                    "embedding",
                    "what represents an item at the input; one-hot has no dropout_embedding",
                    Embedding.SHARED),
            Setting.whole("embedding_width", "of a separate embedding; 0 is the first layer's width", 0, 0, 4096),
            Setting.whole(
                    "bptt_length", "events through which back-propagation goes before a step is taken", 1, 1, 256)));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK = Map.of("layers", "64", "epochs", "4", "n_sample", "256");

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static Gru4Rec from(Settings settings) {
        return new Gru4Rec(
                new Architecture(
                        settings.choice("embedding", Embedding.class),
                        settings.integer("embedding_width"),
                        settings.integers("layers")),
                settings.integer("bptt_length"),
                NeuralSettings.from(settings));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        return architecture.configuration();
    }

    @Override
    public List<ArrayBound> arrays(int items, int candidates) {
        int query = architecture.queryWidth();
        return List.of(
                new ArrayBound(
                        "(batch_size + n_sample) × the last of layers",
                        candidates,
                        query,
                        "lower n_sample or the last layer"),
                new ArrayBound(
                        "items × the widest row of an item (by embedding, layers, embedding_width)",
                        items,
                        Math.max(query, architecture.inputColumns()),
                        "lower layers or embedding_width, or raise the least support of an item"));
    }

    @Override
    public Parameters parameters(int items) {
        return Gru4RecWeights.zeros(items, architecture);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new Gru4RecWeights(zeros, architecture).randomise(glorot);
    }

    @Override
    public SessionParallelBatches batches(TrainingData data) {
        return new SessionParallelBatches(data.items(), data.sessionOffsets(), settings.batchSize());
    }

    @Override
    public TrainedEncoder<SessionParallelBatches> encoder(
            Parameters parameters, Workspace workspace, EpochRandom random) {
        Gru4RecWeights weights = new Gru4RecWeights(parameters, architecture);
        // One-hot inputs are weights of the first layer, not an embedding of which entries could be
        // dropped.
        float inputRate = architecture.embedding() == Embedding.ONE_HOT ? 0 : settings.dropoutEmbedding();
        List<TimeStep> steps = TimeStep.stretch(
                bpttLength,
                weights,
                settings.batchSize(),
                inputRate,
                settings.dropoutHidden(),
                random,
                workspace.memory());
        return new GruStack(weights, steps, settings.batchSize(), workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new Gru4RecForward(new Gru4RecWeights(weights, architecture));
    }

    /**
     * A layer of h units over d inputs has three blocks of (d, h) and three of (h, h) on the way
     * forward, twice as many of (d, h) and four of (h, h) on the way back, and two more of these
     * where the gradient goes on to the event before.
     */
    @Override
    public double multiplicationsPerEvent() {
        double layers = 0;
        for (int i = 0; i < architecture.layers().size(); i++) {
            double h = architecture.layers().get(i);
            double forward = 3 * h * architecture.inputWidth(i) + 3 * h * h;
            double backward = 6 * h * architecture.inputWidth(i) + 4 * h * h;
            double throughTime = 2 * h * h * (bpttLength - 1) / bpttLength;
            layers += forward + backward + throughTime;
        }
        return layers;
    }
}
