package freshet.trainer.recurrent;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.recurrent.LayerWeights;
import freshet.trainer.neural.recurrent.Scratch;
import freshet.trainer.neural.recurrent.Trace;
import freshet.trainer.neural.recurrent.TrainedLayer;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a recurrent model from the input rows to the query, forward and backward. Dropout
 * is applied to what goes up, never to a state that goes on to the next event.
 *
 * <p>Members of a team share the work: each takes some sessions through all layers, and computes
 * some rows of the weights' gradients, over all sessions, and the gradients of the inputs in its
 * {@link ItemShare}. The biases' gradients are summed by members, then over them in their order.
 * Buffers are allocated once. Used by one thread.
 */
final class RecurrentStack implements TrainedEncoder<SessionParallelBatches> {
    private final RecurrentWeights weights;
    private final Team team;
    private final List<TimeStep> steps; // of a stretch
    private final int batchSize;
    private final List<TrainedLayer> layers = new ArrayList<>();
    private final List<Matrix> gradSignals = new ArrayList<>(); // of what goes into each layer (B, columns)
    private final List<List<Matrix>> gradStates; // of each layer's state before a step (B, s): even steps, odd steps
    private final List<float[]> gradAfters = new ArrayList<>(); // of each layer's state after the step (B, s)
    private final List<List<Scratch>> scratches; // of each layer and member
    private final List<Part> parts;

    /**
     * @param steps of a stretch
     * @param batchSize most sessions in one step
     */
    RecurrentStack(RecurrentWeights weights, List<TimeStep> steps, int batchSize, Workspace workspace) {
        MatrixMemory memory = workspace.memory();
        this.weights = weights;
        this.team = workspace.team();
        this.steps = List.copyOf(steps);
        this.batchSize = batchSize;
        for (LayerWeights layer : weights.layers) {
            layers.add(layer.cell().maker().layer(layer, batchSize, memory));
            gradSignals.add(memory.matrix(batchSize, layer.inputColumns()));
            gradAfters.add(new float[batchSize * layer.stateWidth()]);
        }
        this.gradStates = List.of(states(batchSize, memory), states(batchSize, memory));
        this.scratches = weights.layers.stream()
                .map(layer -> Stream.generate(() -> new Scratch(layer))
                        .limit(team.size())
                        .toList())
                .toList();
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(member, workspace.shares().get(member)))
                .toList();
    }

    @Override
    public int stretch() {
        return steps.size();
    }

    @Override
    public String inputTable() {
        return weights.inputName;
    }

    @Override
    public int inputsPerStep() {
        return batchSize;
    }

    @Override
    public List<DenseWeights> dense() {
        return layers.stream().flatMap(layer -> layer.dense().stream()).toList();
    }

    @Override
    public void load(SessionParallelBatches batches, int step) {
        steps.get(step).load(batches);
    }

    /**
     * Takes over the states of a member's sessions from the step before as well. All members must
     * have done so before {@link #forward}, which overwrites what others may still have to read:
     * where the batch shrinks, sessions move to other slots.
     */
    @Override
    public void prepare(int member, int step) {
        TimeStep now = steps.get(step);
        now.drawDropouts(member, team.from(member, now.size), team.from(member + 1, now.size));
        if (step == 0) {
            loadWeights(member);
        }
        carry(member, step);
    }

    /** Takes a member's part of the weights over as they are now. */
    void loadWeights(int member) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).load(member, team.size());
        }
    }

    /** Takes the states of a member's sessions over from the step before. */
    void carry(int member, int step) {
        parts.get(member).carry(steps.get(step), steps.get((step + steps.size() - 1) % steps.size()));
    }

    @Override
    public Queries forward(int step) {
        TimeStep now = steps.get(step);
        team.run(member -> parts.get(member).forward(now));
        return now.queries;
    }

    @Override
    public void backward(int count, List<ItemGradients> inputs) {
        parts.forEach(Part::clear);
        for (int t = count - 1; t >= 0; t--) {
            int number = t;
            boolean last = t + 1 == count;
            team.run(member -> parts.get(member).backward(number, last));
            team.run(member -> parts.get(member).differentiateWeights(steps.get(number), last, inputs.get(member)));
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).differentiateBias(scratches.get(i));
        }
    }

    /** The steps of a stretch. */
    List<TimeStep> steps() {
        return steps;
    }

    /** Lowest first. */
    List<TrainedLayer> layers() {
        return layers;
    }

    private List<Matrix> states(int batchSize, MatrixMemory memory) {
        return weights.layers.stream()
                .map(layer -> memory.matrix(batchSize, layer.stateWidth()))
                .toList();
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final ItemShare share;
        private final float[] input; // (inputColumns)

        Part(int member, ItemShare share) {
            this.member = member;
            this.share = share;
            this.input = new float[weights.inputColumns];
        }

        void clear() {
            scratches.forEach(layer -> layer.get(member).clear());
        }

        /**
         * A session's state goes to its slot of this step; a session that starts has a zero state.
         */
        void carry(TimeStep step, TimeStep previous) {
            int from = team.from(member, step.size);
            int to = team.from(member + 1, step.size);
            for (int i = 0; i < layers.size(); i++) {
                Trace trace = step.traces.get(i);
                Trace earlier = previous.traces.get(i);
                for (int slot = from; slot < to; slot++) {
                    int earlierSlot = step.previousSlots[slot];
                    if (earlierSlot == SessionParallelBatches.SESSION_START) {
                        trace.begin(slot);
                    } else {
                        trace.goOn(slot, earlier, earlierSlot);
                    }
                }
            }
        }

        void forward(TimeStep step) {
            int from = team.from(member, step.size);
            int to = team.from(member + 1, step.size);
            int columns = weights.inputColumns;
            for (int slot = from; slot < to; slot++) {
                System.arraycopy(weights.input, step.inputs[slot] * columns, input, 0, columns);
                step.dropouts.get(0).apply(input, slot);
                step.signals.get(0).put(slot, 0, input, 0, columns);
            }
            for (int i = 0; i < layers.size(); i++) {
                int width = weights.layers.get(i).width();
                Trace trace = step.traces.get(i);
                Scratch scratch = scratches.get(i).get(member);
                layers.get(i).forward(step.signals.get(i), trace, from, to, scratch);
                for (int slot = from; slot < to; slot++) {
                    trace.copyOutput(slot, scratch.row());
                    step.dropouts.get(i + 1).apply(scratch.row(), slot);
                    step.signals.get(i + 1).put(slot, 0, scratch.row(), 0, width);
                }
            }
        }

        void backward(int t, boolean last) {
            TimeStep step = steps.get(t);
            int from = team.from(member, step.size);
            int to = team.from(member + 1, step.size);
            Matrix gradUp = step.queries.gradients();
            for (int i = layers.size() - 1; i >= 0; i--) {
                int width = weights.layers.get(i).width();
                int stateWidth = weights.layers.get(i).stateWidth();
                float[] gradAfter = gradAfters.get(i);
                Scratch scratch = scratches.get(i).get(member);
                for (int slot = from; slot < to; slot++) {
                    gradUp.get(slot, 0, scratch.row(), 0, width);
                    step.dropouts.get(i + 1).apply(scratch.row(), slot);
                    Arrays.fill(gradAfter, slot * stateWidth, (slot + 1) * stateWidth, 0f);
                    System.arraycopy(scratch.row(), 0, gradAfter, slot * stateWidth, width);
                }
                if (!last) {
                    addFromLater(
                            steps.get(t + 1), gradStates.get((t + 1) % 2).get(i), gradAfter, from, to, scratch.row());
                }
                layers.get(i).backward(step.traces.get(i), gradAfter, gradSignals.get(i), from, to, scratch);
                if (t > 0) {
                    Matrix gradBefore = gradStates.get(t % 2).get(i);
                    layers.get(i).backwardToState(step.traces.get(i), gradAfter, gradBefore, from, to, scratch);
                }
                gradUp = gradSignals.get(i);
            }
        }

        /**
         * The way of {@link #carry} back, for the states of some
         * slots; what comes from a session's start ends there.
         */
        private void addFromLater(TimeStep later, Matrix gradBefore, float[] gradAfter, int from, int to, float[] row) {
            for (int slot = 0; slot < later.size; slot++) {
                int previous = later.previousSlots[slot];
                if (previous >= from && previous < to) {
                    gradBefore.get(slot, 0, row, 0, row.length);
                    for (int i = 0; i < row.length; i++) {
                        gradAfter[previous * row.length + i] += row[i];
                    }
                }
            }
        }

        void differentiateWeights(TimeStep step, boolean first, ItemGradients inputs) {
            for (int i = 0; i < layers.size(); i++) {
                layers.get(i)
                        .differentiateWeights(
                                step.signals.get(i), step.traces.get(i), first, step.size, member, team.size());
            }
            addInputs(step, inputs);
        }

        private void addInputs(TimeStep step, ItemGradients inputs) {
            for (int slot = 0; slot < step.size; slot++) {
                if (share.has(step.inputs[slot])) {
                    gradSignals.get(0).get(slot, 0, input, 0, input.length);
                    step.dropouts.get(0).apply(input, slot);
                    inputs.add(step.inputs[slot], input);
                }
            }
        }
    }
}
