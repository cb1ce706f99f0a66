package freshet.job.settings;

import org.apache.flink.configuration.MemorySize;

/**
 * How RocksDB keeps the sessions.
 *
 * @param bloomFilter whether its files have Bloom filters
 * @param compression of its files
 * @param blockSize of what it reads and caches at once, before compression
 * @param writeBuffer of changes that it keeps in memory before it writes a file; what is in there
 *     when a checkpoint comes is written while the stream waits
 * @param transferThreads per instance that copy files to the checkpoints' storage, and back at a
 *     restore
 * @param quietCompaction whether it merges its files at the lowest priority for the processor
 */
public record StateSettings(
        boolean bloomFilter,
        StateCompression compression,
        MemorySize blockSize,
        MemorySize writeBuffer,
        int transferThreads,
        boolean quietCompaction) {

    /** The same with merges at the lowest priority. */
    StateSettings quiet() {
        return new StateSettings(bloomFilter, compression, blockSize, writeBuffer, transferThreads, true);
    }
}
