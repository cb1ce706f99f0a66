package freshet.cli;

import freshet.model.file.IoReason;
import freshet.model.file.WholeFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command is to write. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Makes sure that a file can be written, before the work that it is to hold.
     *
     * @param option that names it, for messages
     * @param force whether a file that exists may be replaced
     * @throws CommandException if it exists and may not be replaced, or its folder is missing or
     *     not writable
     */
    public static void requireWritable(String option, Path file, boolean force) {
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
        try {
            WholeFile.requireWritable(file);
        } catch (FileSystemException e) {
            throw new CommandException(
                    option + " " + file + " cannot be written: " + IoReason.of(e) + "; name another file", e);
        }
    }
}
