package freshet.trainer.narm;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.recurrent.Scratch;
import freshet.trainer.neural.recurrent.Trace;
import freshet.trainer.neural.recurrent.TrainedLayer;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A GRU layer over whole windows, from zero, forward and back through all items. The members of a
 * team each take some windows on the way forward and back, and some rows of the weights' gradients.
 * Buffers are allocated once. Used by one thread.
 */
final class WindowGru {
    private final NarmWeights weights;
    private final TrainedLayer layer;
    private final Team team;
    private final List<ItemShare> shares;
    private final LongestFirst order;
    private final Dropout dropout; // of the rows of all windows
    private final List<Matrix> inputs; // x of each step (B, d), by place
    private final List<Trace> traces; // of each step, by place
    private final Matrix gradInput; // (B, d), by place
    private final Matrix gradBefore; // (B, h), by place: of the state before the last step that went back
    private final float[] gradAfter; // (B, h), by place
    private final List<Scratch> scratches; // of each member
    private final List<float[]> rows; // (d), of each member

    WindowGru(
            NarmWeights weights,
            int batchSize,
            int window,
            Dropout dropout,
            Team team,
            List<ItemShare> shares,
            MatrixMemory memory) {
        this.weights = weights;
        this.layer = weights.gru.cell().maker().layer(weights.gru, batchSize, memory);
        this.team = team;
        this.shares = shares;
        this.order = new LongestFirst(batchSize, window);
        this.dropout = dropout;
        this.inputs = Stream.generate(() -> memory.matrix(batchSize, weights.width))
                .limit(window)
                .toList();
        this.traces = Stream.generate(() -> new Trace(weights.gru, batchSize, memory))
                .limit(window)
                .toList();
        this.gradInput = memory.matrix(batchSize, weights.width);
        this.gradBefore = memory.matrix(batchSize, weights.units);
        this.gradAfter = new float[batchSize * weights.units];
        this.scratches = Stream.generate(() -> new Scratch(weights.gru))
                .limit(team.size())
                .toList();
        this.rows = IntStream.range(0, team.size())
                .mapToObj(member -> new float[weights.width])
                .toList();
    }

    TrainedLayer layer() {
        return layer;
    }

    /**
     * All states of all windows.
     *
     * @param states receives them (R, h)
     */
    void forward(Windows windows, Matrix states) {
        order.sort(windows);
        team.run(member -> {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            for (int step = 0; step < order.longest(); step++) {
                forward(windows, states, step, from, Math.min(to, order.longerThan(step)), member);
            }
        });
    }

    private void forward(Windows windows, Matrix states, int step, int from, int to, int member) {
        if (from >= to) {
            return;
        }
        Trace trace = traces.get(step);
        float[] input = rows.get(member);
        for (int place = from; place < to; place++) {
            int row = windows.from(order.slot(place)) + step;
            System.arraycopy(weights.embedding, windows.item(row) * weights.width, input, 0, weights.width);
            dropout.apply(input, row);
            inputs.get(step).put(place, 0, input, 0, weights.width);
            if (step == 0) {
                trace.begin(place);
            } else {
                trace.goOn(place, traces.get(step - 1), place);
            }
        }
        Scratch scratch = scratches.get(member);
        layer.forward(inputs.get(step), trace, from, to, scratch);
        for (int place = from; place < to; place++) {
            trace.copyOutput(place, scratch.row());
            states.put(windows.from(order.slot(place)) + step, 0, scratch.row(), 0, weights.units);
        }
    }

    /**
     * Gradients of the layer's weights and of the rows of items.
     *
     * @param gradStates of all states (R, h)
     * @param items are given the gradients of their rows, each those of its member's share
     */
    void backward(Windows windows, Matrix gradStates, List<ItemGradients> items) {
        scratches.forEach(Scratch::clear);
        for (int t = order.longest() - 1; t >= 0; t--) {
            int step = t;
            int count = order.longerThan(step);
            team.run(member -> {
                int from = team.from(member, windows.size());
                backward(
                        windows,
                        gradStates,
                        step,
                        from,
                        Math.min(count, team.from(member + 1, windows.size())),
                        member);
            });
            team.run(member -> {
                boolean first = step + 1 == order.longest();
                layer.differentiateWeights(inputs.get(step), traces.get(step), first, count, member, team.size());
                addInputs(windows, step, count, member, items.get(member));
            });
        }
        layer.differentiateBias(scratches);
    }

    private void backward(Windows windows, Matrix gradStates, int step, int from, int to, int member) {
        if (from >= to) {
            return;
        }
        int h = weights.units;
        Scratch scratch = scratches.get(member);
        float[] row = scratch.row();
        int goOn = order.longerThan(step + 1);
        for (int place = from; place < to; place++) {
            gradStates.get(windows.from(order.slot(place)) + step, 0, row, 0, h);
            System.arraycopy(row, 0, gradAfter, place * h, h);
            if (place < goOn) {
                gradBefore.get(place, 0, row, 0, h);
                for (int i = 0; i < h; i++) {
                    gradAfter[place * h + i] += row[i];
                }
            }
        }
        layer.backward(traces.get(step), gradAfter, gradInput, from, to, scratch);
        if (step > 0) {
            layer.backwardToState(traces.get(step), gradAfter, gradBefore, from, to, scratch);
        }
    }

    private void addInputs(Windows windows, int step, int count, int member, ItemGradients items) {
        float[] row = rows.get(member);
        for (int place = 0; place < count; place++) {
            int at = windows.from(order.slot(place)) + step;
            if (shares.get(member).has(windows.item(at))) {
                gradInput.get(place, 0, row, 0, weights.width);
                dropout.apply(row, at);
                items.add(windows.item(at), row);
            }
        }
    }
}
