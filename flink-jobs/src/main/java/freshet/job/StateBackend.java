package freshet.job;

import freshet.job.settings.StateCompression;
import freshet.job.settings.StateSettings;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/** Where the sessions are kept: RocksDB in Flink's managed memory, with incremental checkpoints. */
final class StateBackend {
    // Small ones are full soon: the stream goes on while some are still being written.
    private static final int WRITE_BUFFERS = 6;

    // RocksDB merges four written buffers at once into the first level: a first level of that size is rewritten about
    // once. In larger files
    // a checkpoint would take up again what a merge did not change.
    private static final int BUFFERS_OF_FIRST_LEVEL = 4;
    private static final int BUFFERS_OF_FILE = 2;

    private StateBackend() {}

    static void configure(Configuration configuration, StateSettings settings) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(RocksDBOptions.CHECKPOINT_TRANSFER_THREAD_NUM, settings.transferThreads());
        configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, settings.bloomFilter());
        configuration.set(
                RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(compression(settings.compression())));
        configuration.set(RocksDBConfigurableOptions.BLOCK_SIZE, settings.blockSize());
        configuration.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, settings.writeBuffer());
        configuration.set(RocksDBConfigurableOptions.MAX_WRITE_BUFFER_NUMBER, WRITE_BUFFERS);
        configuration.set(
                RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE,
                settings.writeBuffer().multiply(BUFFERS_OF_FIRST_LEVEL));
        configuration.set(
                RocksDBConfigurableOptions.TARGET_FILE_SIZE_BASE,
                settings.writeBuffer().multiply(BUFFERS_OF_FILE));
        if (settings.quietCompaction()) {
            configuration.set(RocksDBOptions.OPTIONS_FACTORY, QuietCompaction.class.getName());
        }
    }

    private static CompressionType compression(StateCompression compression) {
        return switch (compression) {
            case NONE -> CompressionType.NO_COMPRESSION;
            case SNAPPY -> CompressionType.SNAPPY_COMPRESSION;
            case LZ4 -> CompressionType.LZ4_COMPRESSION;
            case ZSTD -> CompressionType.ZSTD_COMPRESSION;
        };
    }
}
