package freshet.model.data.run;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Merges files of sessions, each in the order of {@link SessionRecord#BY_START}, into one such
 * order: one buffer and one session of each are in memory. For one thread.
 */
public final class SortedRuns implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final List<Run> opened = new ArrayList<>();
    private final PriorityQueue<Run> waiting =
            new PriorityQueue<>(Comparator.comparing(Run::first, SessionRecord.BY_START));

    /**
     * Opens the files.
     *
     * @throws IOException if one cannot be read
     */
    public SortedRuns(List<Path> files) throws IOException {
        try {
            for (Path file : files) {
                Run run = new Run(file);
                opened.add(run);
                if (run.advance()) {
                    waiting.add(run);
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The next session; empty after the last one. */
    public Optional<SessionRecord> next() throws IOException {
        Run least = waiting.poll();
        if (least == null) {
            return Optional.empty();
        }
        SessionRecord session = least.first();
        if (least.advance()) {
            waiting.add(least);
        }
        return Optional.of(session);
    }

    @Override
    public void close() throws IOException {
        for (Run run : opened) {
            run.in.close();
        }
    }

    /** One of the files, at its first session that was not taken yet. */
    private static final class Run {
        private final DataInputStream in;
        private Optional<SessionRecord> first = Optional.empty();

        Run(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        }

        SessionRecord first() {
            return first.orElseThrow();
        }

        boolean advance() throws IOException {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            first = Optional.of(SessionRecord.of(bytes));
            return true;
        }
    }
}
