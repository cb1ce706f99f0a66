package freshet.cli.ratings;

import freshet.cli.log.LogInput;
import freshet.model.data.LogException;
import freshet.model.data.LogSummary;
import freshet.trainer.rating.RatingTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * A log with a rating per line.
 *
 * @param table the ratings
 * @param scale all values that they have, rising
 * @param summary what the file held
 */
record RatingLog(RatingTable table, List<Float> scale, LogSummary summary) {
    private static final int MOST_VALUES = 1_000; // of a scale

    /**
     * Reads a table, gzip or not.
     *
     * @param out takes a line for all that is guessed of the log
     * @throws LogException if it cannot be read, is malformed, or has no scale of 2 to 1,000 values
     */
    static RatingLog read(Path file, RatingFormat format, PrintWriter out) {
        RatingTable table = new RatingTable();
        TreeSet<Float> scale = new TreeSet<>();
        LogSummary summary = LogInput.read(
                file,
                format,
                event -> {
                    float value = Float.parseFloat(event.event().type());
                    scale.add(value);
                    if (scale.size() > MOST_VALUES) {
                        throw new LogException("log " + file + " has ratings of more than " + MOST_VALUES
                                + " different values; a scale has fewer: name another column by --column-rating");
                    }
                    table.add(
                            event.sessionId(),
                            event.event().itemId(),
                            value,
                            event.event().timeMillis());
                },
                out);
        if (scale.size() < 2) {
            throw new LogException("log " + file + ": all ratings are " + scale.first()
                    + ", so that there is nothing to predict; name another column by --column-rating");
        }
        return new RatingLog(table, List.copyOf(scale), summary);
    }
}
