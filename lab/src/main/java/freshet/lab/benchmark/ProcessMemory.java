package freshet.lab.benchmark;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * Memory of this process at a moment, in bytes.
 *
 * @param resident what it has in memory; empty where no /proc tells
 * @param peakResident the most it has had in memory; empty where no /proc tells
 * @param heap what Java's objects take after a collection
 */
record ProcessMemory(OptionalLong resident, OptionalLong peakResident, long heap) {

    /** Collects garbage first. */
    static ProcessMemory now() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new ProcessMemory(ResidentMemory.now(), ResidentMemory.peak(), heap);
    }
}
