package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.StateSettings.StateCompression;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.CompressionType;

class StateBackendTest {
    private static Configuration configured(String... overrides) {
        return configured(new Configuration(), overrides);
    }

    private static Configuration configured(Configuration flink, String... overrides) {
        FlinkOptions options = new FlinkOptions(flink);
        StateBackend.configure(options, JobSettings.of(List.of(overrides)));
        return options.configuration();
    }

    @Test
    void settingsReachRocksDb() {
        Configuration configuration = configured(
                "state.bloom-filter=true",
                "state.compression=lz4",
                "state.block-size=16 kb",
                "state.write-buffer=4 mb",
                "state.transfer-threads=3");
        assertThat(configuration.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER))
                .isTrue();
        assertThat(configuration.get(RocksDBOptions.CHECKPOINT_TRANSFER_THREAD_NUM))
                .isEqualTo(3);
        assertThat(configuration.get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL))
                .containsExactly(CompressionType.LZ4_COMPRESSION);
        assertThat(configuration.get(RocksDBConfigurableOptions.BLOCK_SIZE)).isEqualTo(new MemorySize(16 << 10));
        assertThat(configuration.get(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE))
                .isEqualTo(MemorySize.ofMebiBytes(4));
        assertThat(configuration.get(RocksDBConfigurableOptions.MAX_WRITE_BUFFER_NUMBER))
                .isEqualTo(6);
        assertThat(configuration.get(RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE))
                .isEqualTo(MemorySize.ofMebiBytes(16));
        assertThat(configuration.get(RocksDBConfigurableOptions.TARGET_FILE_SIZE_BASE))
                .isEqualTo(MemorySize.ofMebiBytes(8));
    }

    @Test
    void levelsFollowTheWriteBufferOfFlinksConfiguration() {
        Configuration flink = new Configuration();
        flink.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, MemorySize.ofMebiBytes(32));
        Configuration configuration = configured(flink);
        assertThat(configuration.getOptional(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE))
                .isEmpty();
        assertThat(configuration.get(RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE))
                .isEqualTo(MemorySize.ofMebiBytes(128));
    }

    /** Its priority is that of the process, which others may share. */
    @Test
    void compactionIsQuietWhereItIsAskedFor() {
        assertThat(configured("state.quiet-compaction=true").get(RocksDBOptions.OPTIONS_FACTORY))
                .isEqualTo(QuietCompaction.class.getName());
        assertThat(configured().getOptional(RocksDBOptions.OPTIONS_FACTORY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyCompressionIsOneOfRocksDbs(StateCompression compression) {
        assertThat(configured("state.compression=" + compression).get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL))
                .hasSize(1);
    }
}
