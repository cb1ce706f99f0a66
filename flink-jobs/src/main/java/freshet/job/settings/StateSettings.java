package freshet.job.settings;

import org.apache.flink.configuration.MemorySize;

/**
 * How RocksDB keeps the sessions.
 *
 * @param bloomFilter whether its files have Bloom filters
 * @param compression of its files
 * @param blockSize of what it reads and caches at once, before compression
 */
public record StateSettings(boolean bloomFilter, StateCompression compression, MemorySize blockSize) {}
