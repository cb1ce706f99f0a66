package freshet.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a benchmark was run on.
 *
 * @param cpu its model
 * @param cores that Java may use
 * @param java version of the running Java
 */
public record BenchmarkMachine(String cpu, int cores, String java) {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    /** This one. */
    public static BenchmarkMachine here() throws IOException {
        return new BenchmarkMachine(
                processor(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.version"));
    }

    /**
     * Processes that wanted to run in the last minute, in the mean; negative where the system does
     * not tell.
     */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPUS)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(CPUS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
