package freshet.trainer.gru4rec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One event of every session of a batch on its way through the network, with all that the way back needs. Allocated once, filled
 * anew for each event. For one thread.
 */
final class TimeStep {
    int size; // sessions in the batch
    final int[] inputs; // (B): rows of the events' items
    final int[] previousSlots; // (B): see SessionParallelBatches
    final List<float[]> signals; // what goes into each layer, and last what comes out at the top (B, columns)
    final List<GruTrace> traces; // of each layer
    final float[] gradTop; // (B, h): gradient of the last signal
    private final List<Dropout> dropouts; // of each signal

    /**
     * @param batchSize most sessions
     * @param dropouts of each signal, one more than there are layers
     */
    public TimeStep(Gru4RecWeights weights, int batchSize, List<Dropout> dropouts) {
        this.inputs = new int[batchSize];
        this.previousSlots = new int[batchSize];
        List<float[]> columns = new ArrayList<>();
        weights.layers.forEach(layer -> columns.add(new float[batchSize * layer.inputColumns()]));
        columns.add(new float[batchSize * weights.width]);
        this.signals = List.copyOf(columns);
        this.traces = weights.layers.stream()
                .map(layer -> new GruTrace(layer.width, batchSize))
                .toList();
        this.gradTop = new float[batchSize * weights.width];
        this.dropouts = List.copyOf(dropouts);
    }

    /** A step without dropout for one session at a time. */
    public static TimeStep ofOneSession(Gru4RecWeights weights) {
        return new TimeStep(
                weights,
                1,
                IntStream.rangeClosed(0, weights.layers.size())
                        .mapToObj(signal -> Dropout.NONE)
                        .toList());
    }

    /** Takes over a batch's current events. */
    public void load(SessionParallelBatches batch) {
        size = batch.size();
        System.arraycopy(batch.inputs(), 0, inputs, 0, size);
        System.arraycopy(batch.previousSlots(), 0, previousSlots, 0, size);
    }

    /** What comes out at the top. */
    public float[] top() {
        return signals.get(signals.size() - 1);
    }

    /** The dropout of a signal. */
    public Dropout dropout(int signal) {
        return dropouts.get(signal);
    }
}
