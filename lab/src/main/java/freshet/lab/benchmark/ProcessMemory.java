package freshet.lab.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Memory of this process at a moment, in bytes.
 *
 * @param resident Java heap and native memory alike; empty where no /proc tells
 * @param peakResident the most of it since the process began; empty where no /proc tells
 * @param heap what Java's objects take after a collection
 */
public record ProcessMemory(OptionalLong resident, OptionalLong peakResident, long heap) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Collects garbage first. */
    static ProcessMemory now() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new ProcessMemory(residentNow(), status("VmHWM:"), heap);
    }

    /** What the process has in memory, in bytes; empty where no /proc tells. */
    public static OptionalLong residentNow() {
        return status("VmRSS:");
    }

    private static OptionalLong status(String key) {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
