package freshet.cli.benchmark;

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
 * @param resident what it has in memory; empty where no /proc tells
 * @param peakResident the most it has had in memory; empty where no /proc tells
 * @param heap what Java's objects take after a collection
 */
record ProcessMemory(OptionalLong resident, OptionalLong peakResident, long heap) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Collects garbage first. */
    static ProcessMemory now() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new ProcessMemory(status("VmRSS:"), status("VmHWM:"), heap);
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
