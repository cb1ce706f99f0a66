package freshet.cli.prepare;

import com.sun.management.HotSpotDiagnosticMXBean;
import freshet.cli.CommandException;
import java.lang.management.ManagementFactory;

/**
 * Java's direct memory, in which Flink keeps its buffers. Flink 2.2.1 takes 64 MiB for what tasks
 * send and 64 MiB for what they read back; a task that gets none of the latter fails, and its job
 * waits for it for ever.
 */
final class BufferMemory {
    private static final long MEBI = 1L << 20;

    /** Flink's buffers, and as much again as a quarter of them for files and sockets. */
    private static final long LEAST_MIB = 160;

    private BufferMemory() {}

    /** What this JVM may take, in bytes: as much as its heap where no option says otherwise. */
    static long available() {
        String most = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue();
        return most.equals("0") ? Runtime.getRuntime().maxMemory() : Long.parseLong(most);
    }

    /**
     * Requires that Flink's buffers fit.
     *
     * @param available bytes
     * @throws CommandException if they do not
     */
    static void require(long available) {
        if (available < LEAST_MIB * MEBI) {
            throw new CommandException("sorting needs " + LEAST_MIB
                    + " MB of Java's direct memory, but this process may"
                    + " take " + available / MEBI + " MB; it may take as much as its heap: give it more, for example"
                    + " by FRESHET_JAVA_OPTS=-Xmx1g, or set -XX:MaxDirectMemorySize");
        }
    }
}
