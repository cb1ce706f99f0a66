package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;
import freshet.trainer.column.LongColumn;
import java.util.BitSet;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches for models that read a window of a session's items: every event but a session's first is
 * predicted once from the newest items before it. The order is that of the data until it is
 * shuffled. One pass over the data; for one thread.
 */
public final class WindowBatches implements Batches {
    private final IntColumn items; // (events)
    private final int[] ends; // (predictions): place of each target among the events
    private final BitSet starts; // (events): which are the first of their session
    private final int[] targets; // (B)
    private final LongColumn eventTimes; // (events)
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
        this.starts = new BitSet(data.items().size());
        this.targets = new int[batchSize];
        this.eventTimes = data.times();
        this.times = new long[batchSize];
        this.ages = new float[batchSize];
        LongSummaryStatistics summary =
                IntStream.range(0, eventTimes.size()).mapToLong(eventTimes::get).summaryStatistics();
        this.oldest = summary.getMin();
        this.span = Math.max(1, summary.getMax() - oldest);
        this.windows = new Windows(batchSize, longest);
        IntColumn offsets = data.sessionOffsets();
        int prediction = 0;
        for (int session = 0; session < data.sessions(); session++) {
            starts.set(offsets.get(session));
            for (int event = offsets.get(session) + 1; event < offsets.get(session + 1); event++) {
                ends[prediction++] = event;
            }
        }
    }

    /** By Fisher and Yates, as Durstenfeld 1964 has it: every order is equally likely. */
    @Override
    public void shuffle(SplittableRandom random) {
        for (int last = ends.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int end = ends[last];
            ends[last] = ends[other];
            ends[other] = end;
        }
    }

    @Override
    public boolean next() {
        windows.clear();
        while (windows.size() < targets.length && next < ends.length) {
            int end = ends[next++];
            long time = eventTimes.get(end - 1);
            targets[windows.size()] = items.get(end);
            times[windows.size()] = time;
            ages[windows.size()] = (float) (1 - (time - oldest) / span);
            windows.add(items, starts.previousSetBit(end - 1), end);
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
