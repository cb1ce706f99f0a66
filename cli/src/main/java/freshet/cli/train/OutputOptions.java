package freshet.cli.train;

import freshet.cli.CommandException;
import java.nio.file.Files;
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
        requireWritable("--output", file, force);
    }

    /**
     * Makes sure that the file can be written.
     *
     * @param option that names it, for messages
     * @param force whether a file that exists may be replaced
     * @throws CommandException if it exists and may not be replaced, or its folder is missing or
     *     not writable
     */
    static void requireWritable(String option, Path file, boolean force) {
        if (Files.isDirectory(file)) {
            throw new CommandException(option + " " + file + " is a folder; name a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(option + " " + file + " is a device or a pipe; name a file");
        }
        if (Files.exists(file) && !force) {
            throw new CommandException(option + " " + file + " exists already; name another file or give --force");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandException(option + " " + file + " cannot be written: " + folder
                    + " is no folder that you may write to; create it first");
        }
    }
}
