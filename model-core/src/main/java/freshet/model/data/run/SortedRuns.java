package freshet.model.data.run;

import freshet.model.data.ItemNumbers;
import freshet.model.data.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Merges runs, each in the order of {@link SessionRecord#BY_START}, into one such order: one buffer
 * of each and its item ids are in memory. Their items are numbered as those of one log. For one
 * thread.
 */
public final class SortedRuns implements AutoCloseable {
    private final List<RunReader> opened = new ArrayList<>();
    private final ItemNumbers numbers = new ItemNumbers();
    private final PriorityQueue<RunReader> waiting =
            new PriorityQueue<>(Comparator.comparingLong(RunReader::start).thenComparing(RunReader::key));
    private Optional<RunReader> current = Optional.empty();

    /**
     * Opens the files, before their first session.
     *
     * @throws IOException if one cannot be read
     */
    public SortedRuns(List<Path> files) throws IOException {
        try {
            for (Path file : files) {
                opened.add(new RunReader(file, numbers));
            }
            for (RunReader run : opened) {
                queueNext(run);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** What they hold together. */
    public RunTotals totals() {
        return opened.stream().map(RunReader::totals).reduce(RunTotals.NONE, RunTotals::plus);
    }

    /** The ids of all their items, by number. */
    public List<String> ids() {
        return numbers.ids();
    }

    /** Leaves out the sessions that are left and start before a moment, milliseconds since 1970. */
    public void skipTo(long moment) throws IOException {
        List<RunReader> runs = List.copyOf(waiting);
        waiting.clear();
        for (RunReader run : runs) {
            boolean more = true;
            while (more && run.start() < moment) {
                more = run.advance();
            }
            if (more) {
                waiting.add(run);
            }
        }
    }

    /**
     * Goes to the next session, of which the methods below tell.
     *
     * @return whether there is one
     */
    public boolean advance() throws IOException {
        if (current.isPresent()) {
            queueNext(current.get());
        }
        current = Optional.ofNullable(waiting.poll());
        return current.isPresent();
    }

    /** When the session starts, milliseconds since 1970. */
    public long start() {
        return current().start();
    }

    /** How many events the session has. */
    public int events() {
        return current().events();
    }

    /** The number of an event's item. */
    public int item(int event) {
        return current().item(event);
    }

    /** When an event was, milliseconds since 1970. */
    public long time(int event) {
        return current().time(event);
    }

    /** The session. */
    public Session session() {
        return current().session();
    }

    private RunReader current() {
        return current.orElseThrow(() -> new NoSuchElementException("there is no session here"));
    }

    /** A run waits for its turn with its next session; one without any is done. */
    private void queueNext(RunReader run) throws IOException {
        if (run.advance()) {
            waiting.add(run);
        }
    }

    @Override
    public void close() throws IOException {
        for (RunReader run : opened) {
            run.close();
        }
    }
}
