package freshet.lab.benchmark.prepare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import freshet.lab.AllCommands;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The main class of a process that runs one command and notes at its end what that has taken. */
public final class MeasuredCommand {
    private MeasuredCommand() {}

    /**
     * Runs a command and ends the process with its status.
     *
     * @param args file of the figures, then the command and its arguments
     */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        long begun = System.nanoTime();
        ResidentPeak peak = ResidentPeak.start();
        int status = AllCommands.commandLine().execute(Arrays.copyOfRange(args, 1, args.length));
        long nanos = System.nanoTime() - begun;
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        StepFigures figures = new StepFigures(
                nanos / 1e9, system.getProcessCpuTime() / 1e9, heapPeak(), peak.anonymous(), peak.resident());
        Files.write(Path.of(args[0]), new JsonMapper().writeValueAsBytes(figures));
        System.exit(status);
    }

    /** What Java's objects took at most, of each region of the heap. */
    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
