package freshet.trainer.neural;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The smallest window model: the query is the mean of the rows of the last items in E, times a
 * matrix W (h, h). It holds that a model without a state from step to step is trained by the same
 * interface.
 */
record MeanWindow(int window, int width, NeuralSettings settings) implements WindowModel {
    private static final String MATRIX = "mean.matrix";

    static MeanWindow of(int window, int width, Map<String, String> given) {
        return new MeanWindow(
                window, width, NeuralSettings.from(new Settings("mean-window", NeuralSettings.with(List.of()), given)));
    }

    @Override
    public String kind() {
        return "mean-window";
    }

    @Override
    public ObjectNode configuration() {
        return JsonNodeFactory.instance.objectNode().put("window", window).put("width", width);
    }

    @Override
    public Parameters parameters(int items) {
        return Parameters.of(items, width, List.of(Parameter.matrix(MATRIX, width, width)));
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        glorot.fill(zeros.embedding(), zeros.items(), width);
        glorot.fill(zeros.get(MATRIX).values(), width, width);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        return new Encoder(weights, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new ReferenceForward() {
            @Override
            public float[] query(int[] session) {
                float[] query = new float[width];
                int from = Math.max(0, session.length - window);
                for (int i = from; i < session.length; i++) {
                    for (int column = 0; column < width; column++) {
                        for (int row = 0; row < width; row++) {
                            query[column] += weights.embedding()[session[i] * width + row]
                                    * weights.get(MATRIX).values()[row * width + column]
                                    / (session.length - from);
                        }
                    }
                }
                return query;
            }

            @Override
            public void close() {
                // has no buffers
            }
        };
    }

    @Override
    public double multiplicationsPerEvent() {
        return 3.0 * width * width;
    }

    private final class Encoder implements TrainedEncoder<WindowBatches> {
        private final Parameters weights;
        private final Workspace workspace;
        private final DenseWeights matrix;
        private final Matrix means; // (B, h)
        private final Matrix gradMeans; // (B, h)
        private final Queries queries;
        private Windows windows = new Windows(0, window);

        Encoder(Parameters weights, Workspace workspace) {
            int batch = settings.batchSize();
            this.weights = weights;
            this.workspace = workspace;
            this.matrix = new DenseWeights(weights.get(MATRIX), workspace.memory());
            this.means = workspace.memory().matrix(batch, width);
            this.gradMeans = workspace.memory().matrix(batch, width);
            this.queries = new Queries(
                    workspace.memory().matrix(batch, width), workspace.memory().matrix(batch, width));
        }

        @Override
        public int stretch() {
            return 1;
        }

        @Override
        public String inputTable() {
            return Parameters.EMBEDDING;
        }

        @Override
        public int inputsPerStep() {
            return settings.batchSize() * window;
        }

        @Override
        public List<DenseWeights> dense() {
            return List.of(matrix);
        }

        @Override
        public void load(WindowBatches batches, int step) {
            windows = batches.windows();
        }

        @Override
        public void prepare(int member, int step) {
            matrix.load(member, workspace.team().size());
        }

        @Override
        public Queries forward(int step) {
            workspace.team().run(member -> {
                int from = workspace.team().from(member, windows.size());
                int to = workspace.team().from(member + 1, windows.size());
                float[] row = new float[width];
                float[] mean = new float[width];
                for (int slot = from; slot < to; slot++) {
                    Arrays.fill(mean, 0f);
                    for (int at = windows.from(slot); at < windows.to(slot); at++) {
                        System.arraycopy(weights.embedding(), windows.item(at) * width, row, 0, width);
                        Vectors.addMultiple(mean, 1f / (windows.to(slot) - windows.from(slot)), row, width);
                    }
                    means.put(slot, 0, mean, 0, width);
                }
                Matrix into = queries.values().from(from, 0);
                Sgemm.multiply(means.from(from, 0), matrix.values(), into, to - from, width, width);
            });
            return queries;
        }

        @Override
        public void backward(int steps, List<ItemGradients> inputs) {
            int size = windows.size();
            Sgemm.multiplyTransposed(means, queries.gradients(), matrix.gradient(), width, size, width);
            Sgemm.multiplyByTransposed(queries.gradients(), matrix.values(), gradMeans, size, width, width);
            workspace.team().run(member -> {
                float[] grad = new float[width];
                for (int slot = 0; slot < size; slot++) {
                    gradMeans.get(slot, 0, grad, 0, width);
                    Vectors.scale(grad, 1f / (windows.to(slot) - windows.from(slot)), width);
                    for (int at = windows.from(slot); at < windows.to(slot); at++) {
                        if (workspace.shares().get(member).has(windows.item(at))) {
                            inputs.get(member).add(windows.item(at), grad);
                        }
                    }
                }
            });
        }
    }
}
