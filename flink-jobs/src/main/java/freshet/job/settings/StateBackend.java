package freshet.job.settings;

import freshet.job.settings.JobSettings.StateSettings;
import freshet.job.settings.JobSettings.StateSettings.StateCompression;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/** Where the sessions are kept: RocksDB in Flink's managed memory, with incremental checkpoints. */
final class StateBackend {
    // Small ones are full soon: the stream goes on while some are still being written.
    private static final int WRITE_BUFFERS = 6;

    // RocksDB merges four written buffers at once into the first level: a first level of that size
    // is rewritten about once. In larger files a checkpoint would take up again what a merge did
    // not change.
    private static final int BUFFERS_OF_FIRST_LEVEL = 4;
    private static final int BUFFERS_OF_FILE = 2;

    private StateBackend() {}

    static void configure(FlinkOptions options, JobSettings settings) {
        StateSettings state = settings.state();
        options.choose(
                StateBackendOptions.STATE_BACKEND,
                "rocksdb",
                Optional.empty(),
                "millions of sessions outgrow the heap");
        options.choose(
                CheckpointingOptions.INCREMENTAL_CHECKPOINTS,
                true,
                Optional.empty(),
                "a checkpoint uploads what is new, and not all sessions");
        options.choose(
                RocksDBOptions.CHECKPOINT_TRANSFER_THREAD_NUM,
                state.transferThreads(),
                settings.given(FreshetOptions.STATE_TRANSFER_THREADS),
                "each thread that copies competes with the stream's own");
        options.choose(
                RocksDBConfigurableOptions.USE_BLOOM_FILTER,
                state.bloomFilter(),
                settings.given(FreshetOptions.STATE_BLOOM_FILTER),
                "a session's value lies in the newest of several files, that of a new one in none");
        options.choose(
                RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL,
                List.of(compression(state.compression())),
                settings.given(FreshetOptions.STATE_COMPRESSION),
                "unpacks a block faster, and every read beyond the cache unpacks one");
        options.choose(
                RocksDBConfigurableOptions.BLOCK_SIZE,
                state.blockSize(),
                settings.given(FreshetOptions.STATE_BLOCK_SIZE),
                "sessions are read one by one, in no order");
        buffers(options, settings);
        if (state.quietCompaction()) {
            options.choose(
                    RocksDBOptions.OPTIONS_FACTORY,
                    QuietCompaction.class.getName(),
                    settings.given(FreshetOptions.STATE_QUIET_COMPACTION),
                    "merges take processor time that nobody else wants");
        }
    }

    private static void buffers(FlinkOptions options, JobSettings settings) {
        Optional<String> given = settings.given(FreshetOptions.STATE_WRITE_BUFFER);
        MemorySize buffer = options.choose(
                RocksDBConfigurableOptions.WRITE_BUFFER_SIZE,
                settings.state().writeBuffer(),
                given,
                "a checkpoint writes what is in it while the stream waits");
        options.choose(
                RocksDBConfigurableOptions.MAX_WRITE_BUFFER_NUMBER,
                WRITE_BUFFERS,
                Optional.empty(),
                "small buffers are full soon, and the stream goes on while some are being written");
        options.choose(
                RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE,
                buffer.multiply(BUFFERS_OF_FIRST_LEVEL),
                given,
                "four buffers, which is what one merge brings");
        options.choose(
                RocksDBConfigurableOptions.TARGET_FILE_SIZE_BASE,
                buffer.multiply(BUFFERS_OF_FILE),
                given,
                "a checkpoint takes up again whole files that a merge has changed");
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
