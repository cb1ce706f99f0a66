package freshet.cli.log;

import freshet.model.data.LogException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * A file of a folder of captured events. Files are in order of their folders, as the folders of
 * hours are named so that this is the order of time; those of one folder by the moment at which
 * they were begun, as the job notes it in their headers, then by their names.
 *
 * @param file the file
 * @param place its path below the folder that was named
 * @param begunMillis when it was begun, milliseconds since 1970-01-01 UTC; 0 where it does not say
 * @param bytes its length
 */
record AvroPart(Path file, Path place, long begunMillis, long bytes) implements Comparable<AvroPart> {
    private static final String BEGUN = "freshet.begun"; // as the job's ContainerEncoder writes it
    private static final Comparator<AvroPart> ORDER = Comparator.comparing(AvroPart::parent)
            .thenComparingLong(AvroPart::begunMillis)
            .thenComparing(part -> part.place().toString());

    /**
     * Looks at a file's header.
     *
     * @param folder that was named
     * @throws LogException if it is no Avro container file or cannot be read
     */
    static AvroPart of(Path folder, Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Optional<String> begun = new AvroContainer(in).metadata(BEGUN);
            return new AvroPart(file, folder.relativize(file), millis(begun.orElse("0")), Files.size(file));
        } catch (LogException e) {
            throw new LogException(
                    "log " + folder + ": file " + folder.relativize(file) + ": " + e.getMessage()
                            + "; take it out of the folder, or let its name begin with a dot",
                    e);
        } catch (EOFException e) {
            throw new LogException(
                    "log " + folder + ": file " + folder.relativize(file) + " ends in its header; copy it again", e);
        } catch (IOException e) {
            throw new LogException("log " + file + " cannot be read: " + e + "; check the file", e);
        }
    }

    @Override
    public int compareTo(AvroPart other) {
        return ORDER.compare(this, other);
    }

    private String parent() {
        return Optional.ofNullable(place.getParent()).map(Path::toString).orElse("");
    }

    private static long millis(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new LogException("its header says " + BEGUN + " is no number of milliseconds; it is damaged", e);
        }
    }
}
