package freshet.cli.train;

import freshet.cli.OutputFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that name the bundle to write. */
final class OutputOptions {
    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The bundle to write.")
    private Path file;

    @Option(names = "--force", description = "Replace the bundle and the report if they exist.")
    private boolean force;

    /** The bundle to write. */
    public Path file() {
        return file;
    }

    /** Whether files that exist may be replaced. */
    public boolean force() {
        return force;
    }

    /**
     * Makes sure that the bundle can be written, before the work that it is to hold.
     *
     * @throws freshet.cli.CommandException if it exists and may not be replaced, or its folder is
     *     missing or not writable
     */
    public void requireWritable() {
        OutputFile.requireWritable("--output", file, force);
    }
}
