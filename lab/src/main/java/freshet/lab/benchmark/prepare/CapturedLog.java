package freshet.lab.benchmark.prepare;

import freshet.lab.shop.SkewedItems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * A day of events in the files that a job would have captured: a folder per hour, in each as many
 * files as there are partitions. Some {@value #OPEN} sessions are open at once, so that the events
 * of one are far apart in the log; lengths and items are as unequal as in real logs. The same
 * settings give the same events.
 *
 * @param items different ones
 * @param events of all files
 * @param partitions of the topic
 */
record CapturedLog(int items, long events, int partitions) {
    private static final int HOURS = 24;
    private static final int OPEN = 2_000;
    private static final double GO_ON = 0.77; // 4.3 events in the mean
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long HOUR_MILLIS = 3_600_000;
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/hour='HH", Locale.ROOT);

    /**
     * Writes the files.
     *
     * @param folder is made
     * @param written takes how many events are written, now and then
     */
    void write(Path folder, LongConsumer written) throws IOException {
        SplittableRandom random = new SplittableRandom(18);
        SkewedItems popularity = new SkewedItems(items);
        long[] open = new long[OPEN]; // numbers of sessions
        long sessions = 0;
        while (sessions < OPEN) {
            open[(int) sessions] = sessions++;
        }
        long done = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            Instant begin = START.plusMillis(hour * HOUR_MILLIS);
            long end = events * (hour + 1) / HOURS;
            long first = done;
            try (CapturedHour files =
                    new CapturedHour(folder.resolve(FOLDER.format(begin.atOffset(ZoneOffset.UTC))), partitions)) {
                for (; done < end; done++) {
                    int slot = random.nextInt(OPEN);
                    long time = begin.toEpochMilli() + (done - first) * HOUR_MILLIS / (end - first);
                    files.append(open[slot], popularity.at(random.nextDouble()), time, done);
                    if (random.nextDouble() >= GO_ON) {
                        open[slot] = sessions++;
                    }
                    written.accept(done);
                }
            }
        }
    }
}
