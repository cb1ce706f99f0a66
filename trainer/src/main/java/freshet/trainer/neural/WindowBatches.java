package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import java.util.SplittableRandom;

/**
 * Batches for models that read a window of a session's items: every event but a session's first is
 * predicted once from the newest items before it. The order is that of the data until it is
 * shuffled. One pass over the data; for one thread.
 */
public final class WindowBatches implements Batches {
    private final int[] items; // (events)
    private final int[] ends; // (predictions): place of each target among the events
    private final int[] starts; // (predictions): place of its session's first event
    private final int[] targets; // (B)
    private final Windows windows;
    private int next; // prediction

    /**
     * @param batchSize most predictions in a step
     * @param longest most items of a window
     */
    public WindowBatches(TrainingData data, int batchSize, int longest) {
        this.items = data.items();
        this.ends = new int[data.predictions()];
        this.starts = new int[data.predictions()];
        this.targets = new int[batchSize];
        this.windows = new Windows(batchSize, longest);
        int[] offsets = data.sessionOffsets();
        int prediction = 0;
        for (int session = 0; session < data.sessions(); session++) {
            for (int event = offsets[session] + 1; event < offsets[session + 1]; event++) {
                ends[prediction] = event;
                starts[prediction++] = offsets[session];
            }
        }
    }

    /** By Fisher and Yates, as Durstenfeld 1964 has it: every order is equally likely. */
    @Override
    public void shuffle(SplittableRandom random) {
        for (int last = ends.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            swap(ends, last, other);
            swap(starts, last, other);
        }
    }

    private static void swap(int[] values, int one, int other) {
        int value = values[one];
        values[one] = values[other];
        values[other] = value;
    }

    @Override
    public boolean next() {
        windows.clear();
        while (windows.size() < targets.length && next < ends.length) {
            targets[windows.size()] = items[ends[next]];
            windows.add(items, starts[next], ends[next]);
            next++;
        }
        return windows.size() > 0;
    }

    @Override
    public int size() {
        return windows.size();
    }

    @Override
    public int[] targets() {
        return targets;
    }

    /** Of the step's predictions; filled anew by {@link #next}. */
    public Windows windows() {
        return windows;
    }
}
