package freshet.trainer.recurrent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.ArrayBound;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralModel;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.recurrent.TrainedCell;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.recurrent.Architecture.Embedding;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;

/**
 * Recurrent layers from an item's embedding to the query, which is the top layer's state.
 * Immutable.
 *
 * @param kind of the bundles that hold it
 * @param architecture layers and embedding
 * @param bpttLength events of a session through which back-propagation goes
 * @param settings what every neural model is told
 */
public record RecurrentModel(String kind, Architecture architecture, int bpttLength, NeuralSettings settings)
        implements NeuralModel<SessionParallelBatches> {

    /**
     * The settings of a recurrent model: layers, embedding, stretch, and those of every neural
     * model.
     *
     * @param cell what a layer is made of, for people
     * @param embedding that is taken if the user does not say
     */
    static List<Setting> settings(String cell, Embedding embedding) {
        return NeuralSettings.with(List.of(
                Setting.wholes("layers", "hidden units of each " + cell + " layer, lowest first", 100, 1, 4096),
                Setting.choice(
                        "embedding",
                        "what represents an item at the input; one-hot has no dropout_embedding",
                        embedding),
                Setting.whole("embedding_width", "of a separate embedding; 0 is the first layer's width", 0, 0, 4096),
                Setting.whole(
                        "bptt_length",
                        "events through which back-propagation goes before a step is taken",
                        1,
                        1,
                        256)));
    }

    /**
     * Reads settings that have been checked against those of {@link #settings(String, Embedding)}.
     */
    static RecurrentModel from(String kind, TrainedCell cell, Settings settings) {
        return new RecurrentModel(
                kind,
                new Architecture(
                        cell,
                        settings.choice("embedding", Embedding.class),
                        settings.integer("embedding_width"),
                        settings.integers("layers")),
                settings.integer("bptt_length"),
                NeuralSettings.from(settings));
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
        return RecurrentWeights.zeros(items, architecture);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new RecurrentWeights(zeros, architecture).randomise(glorot);
    }

    @Override
    public SessionParallelBatches batches(TrainingData data) {
        return new SessionParallelBatches(data.items(), data.sessionOffsets(), settings.batchSize());
    }

    @Override
    public TrainedEncoder<SessionParallelBatches> encoder(
            Parameters parameters, Workspace workspace, EpochRandom random) {
        RecurrentWeights weights = new RecurrentWeights(parameters, architecture);
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
        return new RecurrentStack(weights, steps, settings.batchSize(), workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new RecurrentForward(new RecurrentWeights(weights, architecture));
    }

    /**
     * A layer of h units over d inputs has k blocks of (d, h) and k of (h, h) on the way forward,
     * twice as many of (d, h) on the way back, and of (h, h) there what its cell says.
     */
    @Override
    public double multiplicationsPerEvent() {
        TrainedCell cell = architecture.cell();
        double layers = 0;
        for (int i = 0; i < architecture.layers().size(); i++) {
            double h = architecture.layers().get(i);
            double inputs = 3 * cell.blocks() * h * architecture.inputWidth(i);
            double recurrent = (cell.blocks() + cell.squaresBackward()) * h * h;
            double throughTime = cell.squaresThroughTime() * h * h * (bpttLength - 1) / bpttLength;
            layers += inputs + recurrent + throughTime;
        }
        return layers;
    }
}
