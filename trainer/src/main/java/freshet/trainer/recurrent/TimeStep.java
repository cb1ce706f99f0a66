package freshet.trainer.recurrent;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainedEncoder.Queries;
import freshet.trainer.neural.recurrent.LayerWeights;
import freshet.trainer.neural.recurrent.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One event of every session of a batch on its way through the network, with all that the way back
 * needs. Allocated once, filled anew for each event. For one thread, which may let others work on
 * different rows.
 */
final class TimeStep {
    int size; // sessions in the batch
    final int[] inputs; // (B): rows of the events' items
    final int[] previousSlots; // (B): see SessionParallelBatches
    final List<Matrix> signals; // what goes into each layer, and last what comes out at the top (B, columns)
    final List<Trace> traces; // of each layer
    final Queries queries; // the last signal and its gradient (B, h)
    final List<Dropout> dropouts; // of each signal

    /**
     * @param batchSize most sessions
     * @param dropouts of each signal, one more than there are layers
     */
    TimeStep(RecurrentWeights weights, int batchSize, List<Dropout> dropouts, MatrixMemory memory) {
        this.inputs = new int[batchSize];
        this.previousSlots = new int[batchSize];
        List<Matrix> columns = new ArrayList<>();
        weights.layers.forEach(layer -> columns.add(memory.matrix(batchSize, layer.inputColumns())));
        columns.add(memory.matrix(batchSize, weights.width));
        this.signals = List.copyOf(columns);
        this.traces = weights.layers.stream()
                .map(layer -> new Trace(layer, batchSize, memory))
                .toList();
        this.queries = new Queries(top(), memory.matrix(batchSize, weights.width));
        this.dropouts = List.copyOf(dropouts);
    }

    /**
     * The steps of a stretch.
     *
     * @param inputRate share of the input entries to drop
     * @param hiddenRate share of each layer's output entries to drop
     */
    static List<TimeStep> stretch(
            int length,
            RecurrentWeights weights,
            int batchSize,
            float inputRate,
            float hiddenRate,
            EpochRandom random,
            MatrixMemory memory) {
        List<TimeStep> steps = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            List<Dropout> dropouts = new ArrayList<>();
            dropouts.add(new Dropout(inputRate, batchSize, weights.inputColumns, random.split()));
            for (LayerWeights layer : weights.layers) {
                dropouts.add(new Dropout(hiddenRate, batchSize, layer.width(), random.split()));
            }
            steps.add(new TimeStep(weights, batchSize, dropouts, memory));
        }
        return steps;
    }

    /** A step without dropout for one session at a time. */
    static TimeStep ofOneSession(RecurrentWeights weights, MatrixMemory memory) {
        return new TimeStep(
                weights,
                1,
                IntStream.rangeClosed(0, weights.layers.size())
                        .mapToObj(signal -> Dropout.NONE)
                        .toList(),
                memory);
    }

    /** Takes over a batch's current events. */
    void load(SessionParallelBatches batch) {
        size = batch.size();
        System.arraycopy(batch.inputs(), 0, inputs, 0, size);
        System.arraycopy(batch.previousSlots(), 0, previousSlots, 0, size);
    }

    /** Chooses what is dropped of a member's sessions. */
    void drawDropouts(int member, int from, int to) {
        for (int i = 0; i < dropouts.size(); i++) {
            dropouts.get(i).draw(member, size, from, to);
        }
    }

    /** What comes out at the top. */
    Matrix top() {
        return signals.get(signals.size() - 1);
    }
}
