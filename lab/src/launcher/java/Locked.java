import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Runs a command while no other process runs one under the same lock. The system takes the lock
 * away from a process that is killed, so that none is ever left behind. The script {@code freshet}
 * runs this file as it is: {@code java Locked.java LOCK COMMAND...}
 */
final class Locked {
    private Locked() {}

    /**
     * @param args the file to lock, which is made if it is missing, then the command; its exit
     *     status is this one's
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            ProcessBuilder command = new ProcessBuilder(args).inheritIO();
            command.command().remove(0);
            int status = command.start().waitFor();
            lock.release();
            System.exit(status);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        System.err.println("freshet: another command is building in this folder; waiting until it is done");
        return channel.lock();
    }
}
