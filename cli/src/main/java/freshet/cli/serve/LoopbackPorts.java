package freshet.cli.serve;

import freshet.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address on which servers may be started. Threads may share it.
 *
 * <p>Between the moment in which a port is found free and the one in which its server listens, two
 * processes could find the same one. So a port that was given away stays this process's own until
 * it ends: it locks the byte of that number in a file that all processes of the user share.
 */
public final class LoopbackPorts {
    private static final String HOST = "127.0.0.1";
    private static final int LOWEST = 15_000;
    private static final int BEYOND = 30_000;

    private LoopbackPorts() {}

    /**
     * Ports that nobody listens on now and that no other process was given, drawn at random. They
     * lie below those that systems take for outgoing connections, one of which could else take a
     * port before its server does, or while it is down.
     *
     * @throws CommandException if the file of ports that are given away cannot be used
     */
    public static List<Integer> free(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BEYOND)
                .distinct()
                .filter(port -> isFree(port) && Claims.take(port))
                .limit(count)
                .boxed()
                .toList();
    }

    /** Whether nobody listens on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The ports of this process: one channel for all of it, as closing any would drop all locks.
     */
    private static final class Claims {
        // Not in java.io.tmpdir, which processes may have of their own, as those of the tests do.
        private static final Path FILE = Path.of("/tmp", "freshet-ports-" + System.getProperty("user.name"));
        private static final FileChannel CHANNEL = open();
        private static final Set<FileLock> LOCKS = ConcurrentHashMap.newKeySet(); // Java forgets others

        private static FileChannel open() {
            try {
                return FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new CommandException(FILE + " cannot be opened: " + e + "; check its rights", e);
            }
        }

        static boolean take(int port) {
            try {
                FileLock lock = CHANNEL.tryLock(port, 1, false);
                return lock != null && LOCKS.add(lock);
            } catch (OverlappingFileLockException e) {
                return false; // this process has it
            } catch (IOException e) {
                throw new CommandException(FILE + " cannot be locked: " + e + "; check its file system", e);
            }
        }
    }
}
