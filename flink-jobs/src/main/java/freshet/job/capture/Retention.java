package freshet.job.capture;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the finished files of hours that ended long ago, and their folders once they are empty.
 * It touches no folder that is not named as {@link HourFolders} does, and no file that is not
 * finished: a checkpoint may still name that one. Several tasks may delete the same. For one
 * thread.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Path dir;
    private final Duration kept;
    private final Clock clock;
    private Instant next = Instant.MIN;

    /** @param kept how long after the end of its hour a file is kept; zero keeps all */
    Retention(Path dir, Duration kept, Clock clock) {
        this.dir = dir;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Deletes what is too old, at most once an hour. Where that fails the log says so, and the next
     * hour tries again: events go on.
     */
    void apply() {
        Instant now = clock.instant();
        if (kept.isZero() || now.isBefore(next)) {
            return;
        }
        next = now.plus(Duration.ofHours(1));
        try {
            delete(dir.getFileSystem(), now.minus(kept));
        } catch (IOException e) {
            LOG.warn("captured events older than capture.retention cannot be deleted from {}: {}", dir, e.toString());
        }
    }

    private void delete(FileSystem files, Instant oldest) throws IOException {
        for (FileStatus date : children(files, dir)) {
            for (FileStatus hour : date.isDir() ? children(files, date.getPath()) : List.<FileStatus>of()) {
                String name = date.getPath().getName() + "/" + hour.getPath().getName();
                Optional<Instant> end = HourFolders.end(name);
                if (end.isPresent() && hour.isDir() && !end.get().isAfter(oldest)) {
                    deleteHour(files, hour.getPath());
                    deleteEmpty(files, date.getPath());
                }
            }
        }
    }

    private static void deleteHour(FileSystem files, Path hour) throws IOException {
        long deleted = 0;
        for (FileStatus file : children(files, hour)) {
            if (!file.isDir() && !file.getPath().getName().startsWith(".")) {
                deleted += files.delete(file.getPath(), false) ? 1 : 0;
            }
        }
        deleteEmpty(files, hour);
        LOG.info("deleted {} files of captured events in {}, which are older than capture.retention", deleted, hour);
    }

    private static void deleteEmpty(FileSystem files, Path folder) throws IOException {
        if (children(files, folder).isEmpty()) {
            files.delete(folder, false);
        }
    }

    /** None where the folder is missing, or another task has deleted it. */
    private static List<FileStatus> children(FileSystem files, Path folder) throws IOException {
        try {
            FileStatus[] found = files.listStatus(folder);
            return found == null ? List.of() : Arrays.asList(found); // Flink's local files say null
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
