package freshet.cli.log;

import freshet.cli.terminal.Progress;
import freshet.model.data.EventLog;
import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of Avro container files, as the job captures events: all files below it, but for hidden
 * ones. Their names begin with a dot or an underscore: files that are still written, and what other
 * programs note. Immutable.
 *
 * @param folder the folder
 * @param files in order of time, see {@link AvroPart}; at least one
 */
public record AvroFolder(Path folder, List<AvroPart> files) {

    public AvroFolder {
        files = List.copyOf(files);
    }

    /**
     * Finds the files.
     *
     * @throws LogException if there is none, or the folder cannot be read
     */
    public static AvroFolder list(Path folder) {
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder)) {
            found = all.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LogException(
                    Files.exists(folder)
                            ? "log " + folder + " cannot be read: " + e + "; check its rights"
                            : "there is no folder " + folder + "; check its name",
                    e);
        }
        List<AvroPart> parts = found.stream()
                .filter(file -> !isHidden(folder, file))
                .map(file -> AvroPart.of(folder, file))
                .sorted()
                .toList();
        if (parts.isEmpty()) {
            throw new LogException(String.format(
                    Locale.ROOT,
                    "log %s is a folder without a finished Avro container file%s; name a folder into which a job has"
                            + " captured events, or wait for its capture.roll-interval and a checkpoint",
                    folder,
                    found.isEmpty() ? "" : String.format(Locale.ROOT, " (hidden or unfinished: %,d)", found.size())));
        }
        return new AvroFolder(folder, parts);
    }

    /**
     * Some of its files, in the order that they are named in.
     *
     * @param places their paths below the folder, as {@link #places} names them
     * @throws LogException if one is not there, or no Avro container file
     */
    public static AvroFolder of(Path folder, List<String> places) {
        return new AvroFolder(
                folder,
                places.stream()
                        .map(place -> AvroPart.of(folder, folder.resolve(place)))
                        .toList());
    }

    /** The paths of the files below the folder, in their order. */
    public List<String> places() {
        return files.stream().map(part -> part.place().toString()).toList();
    }

    /**
     * Reads all files in their order.
     *
     * @param out takes a line for all that is guessed of a file
     * @throws LogException if one cannot be used; the message names it
     */
    public LogSummary read(LogFormat format, Consumer<LoggedEvent> events, PrintWriter out) {
        List<LogSummary> summaries = new ArrayList<>();
        long bytes = files.stream().mapToLong(AvroPart::bytes).sum();
        try (Progress bar = Progress.start("reading " + folder.getFileName(), bytes)) {
            long before = 0;
            for (AvroPart part : files) {
                long done = before;
                summaries.add(EventLog.read(part.file(), format, events, read -> bar.stepTo(done + read), guess -> {
                    out.println(part.file() + ": " + guess);
                    out.flush();
                }));
                before += part.bytes();
            }
        }
        return Summaries.sum(summaries);
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return true;
            }
        }
        return false;
    }
}
