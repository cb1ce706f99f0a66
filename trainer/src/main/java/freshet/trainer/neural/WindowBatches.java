package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

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
    private final long[] eventTimes; // (events)
    private final long[] times; // (B)
    private final float[] ages; // (B)
    private final long oldest; // time of an event
    private final double span; // from the oldest to the newest event, at least 1
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
        this.eventTimes = data.times();
        this.times = new long[batchSize];
        this.ages = new float[batchSize];
        this.oldest = LongStream.of(eventTimes).min().orElse(0);
        this.span = Math.max(1, LongStream.of(eventTimes).max().orElse(0) - oldest);
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
            long time = eventTimes[ends[next] - 1];
            targets[windows.size()] = items[ends[next]];
            times[windows.size()] = time;
            ages[windows.size()] = (float) (1 - (time - oldest) / span);
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

    /**
     * When the newest event of each window was, milliseconds since 1970; the first {@link #size()}
     * count.
     */
    public long[] times() {
        return times;
    }

    /**
     * How old that event is, from 0 for the newest of the data to 1 for the oldest; the first
     * {@link #size()} count.
     */
    public float[] ages() {
        return ages;
    }

    /** Of the step's predictions; filled anew by {@link #next}. */
    public Windows windows() {
        return windows;
    }
}
