package freshet.model.load;

import freshet.model.kind.MemoryNeed;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/**
 * Whether a model fits into the heap beside all that is there, such as the model that is served
 * meanwhile.
 */
final class HeapRoom {
    // For what else is allocated meanwhile, and one sixteenth of the need.
    private static final long SPARE = 8L << 20;

    private static final int SPARE_SHARE = 16;

    private HeapRoom() {}

    /**
     * @throws TooLittleMemoryException if the model does not fit; the message says what is needed,
     *     what is there and what to do
     */
    static void require(MemoryNeed need) {
        long heap = Runtime.getRuntime().maxMemory();
        long wanted = need.peakBytes() + need.peakBytes() / SPARE_SHARE + SPARE;
        if (wanted > heap - used()) {
            // What nobody refers to any more is no reason to refuse a model. G1 looks for it beside
            // the running tasks if it is told to: -XX:+ExplicitGCInvokesConcurrent, as in the
            // launcher and the images.
            System.gc();
        }
        long used = used();
        if (wanted > heap - used) {
            throw new TooLittleMemoryException(String.format(
                    Locale.ROOT,
                    "%s, with a sixteenth and %d MiB to spare %,d MiB; of the heap's %,d MiB %,d are in use,"
                            + " any model that is served included: give this JVM %,d MiB more with -Xmx (on a cluster:"
                            + " raise taskmanager.memory.task.heap.size or taskmanager.memory.process.size)",
                    need,
                    MemoryNeed.mebibytes(SPARE),
                    MemoryNeed.mebibytes(wanted),
                    MemoryNeed.mebibytes(heap),
                    MemoryNeed.mebibytes(used),
                    MemoryNeed.mebibytes(wanted - (heap - used))));
        }
    }

    /**
     * Without the space in which objects are made: nearly all of it is free after the next
     * collection.
     */
    private static long used() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getType() == MemoryType.HEAP && !pool.getName().contains("Eden"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
