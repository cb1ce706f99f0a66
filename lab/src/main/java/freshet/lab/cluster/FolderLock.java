package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets commands about one folder change something one after the other. The operating system drops
 * it when the process ends. For one thread.
 */
final class FolderLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    /**
     * Waits until the lock is free.
     *
     * @param file created if missing, and never removed
     * @param taken is run before a wait
     * @throws CommandException if it cannot be locked
     */
    FolderLock(Path file, Runnable taken) {
        this.file = file;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                taken.run();
                channel.lock();
            }
        } catch (IOException e) {
            throw new CommandException(file + " cannot be locked: " + e + "; check the rights of the folder", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CommandException(file + " cannot be unlocked: " + e, e);
        }
    }
}
