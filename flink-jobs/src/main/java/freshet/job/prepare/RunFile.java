package freshet.job.prepare;

import freshet.model.data.Session;
import freshet.model.data.run.RunWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes one run, which has its name once it is whole: a task that is started again writes another
 * file, and the last whole one counts. For one thread.
 */
final class RunFile implements AutoCloseable {
    /** How the names of runs begin. */
    static final String NAME = "run-";

    private final Path part;
    private final Path run;
    private final RunWriter writer;

    /**
     * @param output folder of the runs
     * @param task number of the task
     */
    RunFile(Path output, int task) throws IOException {
        this.part = output.resolve("." + NAME + task + ".part-" + UUID.randomUUID());
        this.run = output.resolve(NAME + task);
        this.writer = new RunWriter(part);
    }

    void write(Session session) throws IOException {
        writer.write(session);
    }

    /** Ends the run. */
    void finish() throws IOException {
        writer.finish();
        writer.close();
        Files.move(part, run, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(part);
    }
}
