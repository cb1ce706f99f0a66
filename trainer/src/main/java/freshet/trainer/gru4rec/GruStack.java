package freshet.trainer.gru4rec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of a GRU4Rec from the input rows to the query, forward and backward. Dropout is applied to what goes up, never to a
 * state that goes on to the next event. Buffers are allocated once. For one thread.
 */
final class GruStack {
    private final Gru4RecWeights weights;
    private final List<GruLayer> layers = new ArrayList<>();
    private final List<GruWeights> gradients = new ArrayList<>();
    private final List<float[]> gradSignals = new ArrayList<>(); // of what goes into each layer (B, columns)
    private final List<float[]> gradStates = new ArrayList<>(); // of each layer's state before the step (B, h)

    /** @param batchSize most sessions in one step */
    public GruStack(Gru4RecWeights weights, int batchSize) {
        this.weights = weights;
        for (GruWeights layer : weights.layers) {
            layers.add(new GruLayer(layer, batchSize));
            gradients.add(new GruWeights(layer.inputWidth, layer.width));
            gradSignals.add(new float[batchSize * layer.inputColumns()]);
            gradStates.add(new float[batchSize * layer.width]);
        }
    }

    /** Gradient of each layer's weights. */
    public List<GruWeights> gradients() {
        return gradients;
    }

    /**
     * From the step's inputs to its top signal.
     *
     * @param previous the step before, which may be the same object
     */
    public void forward(TimeStep step, TimeStep previous) {
        weights.lookUp(step.inputs, step.size, step.signals.get(0));
        step.dropout(0).forward(step.signals.get(0), step.size * weights.inputColumns);
        for (int i = 0; i < layers.size(); i++) {
            int width = weights.layers.get(i).width;
            GruTrace trace = step.traces.get(i);
            carry(previous.traces.get(i).after, step, trace.before, width);
            layers.get(i).forward(step.signals.get(i), trace, step.size);
            float[] up = step.signals.get(i + 1);
            System.arraycopy(trace.after, 0, up, 0, step.size * width);
            step.dropout(i + 1).forward(up, step.size * width);
        }
    }

    /** Each session's state goes to its slot of this step; a session that starts has a zero state. */
    private static void carry(float[] states, TimeStep step, float[] before, int width) {
        for (int slot = 0; slot < step.size; slot++) {
            int previous = step.previousSlots[slot];
            if (previous == SessionParallelBatches.SESSION_START) {
                Arrays.fill(before, slot * width, (slot + 1) * width, 0f);
            } else {
                System.arraycopy(states, previous * width, before, slot * width, width);
            }
        }
    }

    /**
     * From the gradients of the steps' top signals, which are used up, to those of the layers' weights and of the input rows.
     *
     * @param steps consecutive ones, of which the first {@code count} count
     * @param inputs receives the gradients of the input rows
     */
    public void backward(List<TimeStep> steps, int count, ItemGradients inputs) {
        gradients.forEach(GruStack::clear);
        for (int t = count - 1; t >= 0; t--) {
            TimeStep step = steps.get(t);
            float[] gradUp = step.gradTop;
            for (int i = layers.size() - 1; i >= 0; i--) {
                int width = weights.layers.get(i).width;
                GruTrace trace = step.traces.get(i);
                float[] gradIn = gradSignals.get(i);
                step.dropout(i + 1).backward(gradUp, step.size * width);
                if (t + 1 < count) {
                    addFromLater(steps.get(t + 1), gradStates.get(i), gradUp, width);
                }
                layers.get(i).backward(step.signals.get(i), trace, gradUp, gradients.get(i), gradIn, step.size);
                if (t > 0) {
                    layers.get(i).backwardToState(trace, gradUp, gradStates.get(i), step.size);
                }
                gradUp = gradIn;
            }
            step.dropout(0).backward(gradUp, step.size * weights.inputColumns);
            inputs.append(step.inputs, gradUp, step.size);
        }
    }

    /** The way of {@link #carry} back; what comes from a session's start ends there. */
    private static void addFromLater(TimeStep later, float[] gradBefore, float[] gradAfter, int width) {
        for (int slot = 0; slot < later.size; slot++) {
            int previous = later.previousSlots[slot];
            if (previous != SessionParallelBatches.SESSION_START) {
                for (int i = 0; i < width; i++) {
                    gradAfter[previous * width + i] += gradBefore[slot * width + i];
                }
            }
        }
    }

    private static void clear(GruWeights gradient) {
        Arrays.fill(gradient.input, 0f);
        Arrays.fill(gradient.recurrentGates, 0f);
        Arrays.fill(gradient.recurrentCandidate, 0f);
        Arrays.fill(gradient.bias, 0f);
    }
}
