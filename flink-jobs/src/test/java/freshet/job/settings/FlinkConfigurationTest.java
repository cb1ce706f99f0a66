package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.RecommenderPipeline;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose value of an option holds: the settings', the cluster's or the job's own. */
class FlinkConfigurationTest {
    private static final Map<String, String> CLUSTER = Map.ofEntries(
            Map.entry("parallelism.default", "7"),
            Map.entry("state.backend.type", "hashmap"),
            Map.entry("execution.checkpointing.incremental", "false"),
            Map.entry("execution.checkpointing.interval", "77 s"),
            Map.entry("execution.checkpointing.timeout", "7 min"),
            Map.entry("execution.checkpointing.tolerable-failed-checkpoints", "7"),
            Map.entry("execution.checkpointing.dir", "file:///tmp/cluster"),
            Map.entry("execution.buffer-timeout.interval", "7 ms"),
            Map.entry("state.backend.rocksdb.checkpoint.transfer.thread.num", "7"),
            Map.entry("state.backend.rocksdb.use-bloom-filter", "false"),
            Map.entry("state.backend.rocksdb.compression.per.level", "ZSTD_COMPRESSION"),
            Map.entry("state.backend.rocksdb.block.blocksize", "7 kb"),
            Map.entry("state.backend.rocksdb.writebuffer.size", "7 mb"),
            Map.entry("state.backend.rocksdb.writebuffer.count", "7"),
            Map.entry("state.backend.rocksdb.compaction.level.max-size-level-base", "77 mb"),
            Map.entry("state.backend.rocksdb.compaction.level.target-file-size-base", "17 mb"),
            Map.entry("state.backend.rocksdb.options-factory", "some.Factory"));

    private static Map<String, String> effective(Map<String, String> flink, String... settings) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(flink));
        RecommenderPipeline.build(env, JobSettings.of(List.of(settings)));
        return ((Configuration) env.getConfiguration()).toMap();
    }

    private static FlinkOptions options(Map<String, String> flink, String... settings) {
        JobSettings all = JobSettings.of(List.of(settings));
        FlinkOptions options = new FlinkOptions(Configuration.fromMap(flink));
        CheckpointPlan.of(all, options);
        StateBackend.configure(options, all);
        return options;
    }

    @Test
    void whatTheClusterSaysStays() {
        assertThat(effective(CLUSTER)).containsAllEntriesOf(CLUSTER);
    }

    @Test
    void whatTheUserGivesGoesOverWhatTheClusterSays() {
        assertThat(effective(
                        CLUSTER,
                        "checkpoint.interval=10 s",
                        "checkpoint.timeout=3 min",
                        "checkpoint.tolerated-failures=3",
                        "checkpoint.dir=file:///tmp/ours",
                        "state.transfer-threads=1",
                        "state.bloom-filter=true",
                        "state.compression=lz4",
                        "state.block-size=4 kb",
                        "state.write-buffer=8 mb",
                        "parallelism=3"))
                .containsEntry("parallelism.default", "3")
                .containsEntry("execution.checkpointing.interval", "10 s")
                .containsEntry("execution.checkpointing.timeout", "3 min")
                .containsEntry("execution.checkpointing.tolerable-failed-checkpoints", "3")
                .containsEntry("execution.checkpointing.dir", "file:///tmp/ours")
                .containsEntry("state.backend.rocksdb.checkpoint.transfer.thread.num", "1")
                .containsEntry("state.backend.rocksdb.use-bloom-filter", "true")
                .containsEntry("state.backend.rocksdb.compression.per.level", "[LZ4_COMPRESSION]")
                .containsEntry("state.backend.rocksdb.writebuffer.size", "8 mb")
                .containsEntry("state.backend.type", "hashmap");
    }

    @Test
    void whatIsFlinksDefaultAnywayIsNotSet() {
        assertThat(effective(Map.of()))
                .doesNotContainKey("state.backend.rocksdb.block.blocksize")
                .doesNotContainKey("execution.checkpointing.timeout")
                .doesNotContainKey("execution.checkpointing.dir")
                .containsEntry("state.backend.type", "rocksdb")
                .containsEntry("execution.checkpointing.tolerable-failed-checkpoints", "100");
    }

    @Test
    void theClusterCannotMakeTheJobWrong() {
        assertThat(effective(Map.of(
                        PipelineOptions.OBJECT_REUSE.key(), "false",
                        PipelineOptions.GENERIC_TYPES.key(), "true",
                        PipelineOptions.AUTO_GENERATE_UIDS.key(), "true")))
                .containsEntry(PipelineOptions.OBJECT_REUSE.key(), "true")
                .containsEntry(PipelineOptions.GENERIC_TYPES.key(), "false")
                .containsEntry(PipelineOptions.AUTO_GENERATE_UIDS.key(), "false");
    }

    @Test
    void whatDiffersIsNamedWithFlinksDefaultAndTheReason() {
        assertThat(options(
                                Map.of(
                                        "state.backend.rocksdb.writebuffer.count", "3",
                                        "state.backend.rocksdb.writebuffer.size", "16 mb"),
                                "state.write-buffer=4 mb",
                                "state.block-size=4 kb")
                        .notes())
                .contains(
                        "state.backend.type = rocksdb (Flink's default: hashmap): millions of sessions outgrow the"
                                + " heap",
                        "state.backend.rocksdb.writebuffer.size = 4 mb (Flink's default: 64 mb): given as"
                                + " state.write-buffer, over 16 mb of Flink's configuration",
                        "state.backend.rocksdb.writebuffer.count = 3 (Flink's default: 2): of Flink's configuration;"
                                + " the job's own default is 6")
                .noneMatch(note -> note.contains("blocksize"));
    }

    /** The last row is the one that fits. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkpoint.interval=20 min||checkpoint.interval is 20 min",
                "checkpoint.timeout=10 min||checkpoint.timeout is 10 min",
                "checkpoint.timeout=1 min;checkpoint.tolerated-failures=100||checkpoint.tolerated-failures is 100",
                "delivery.transaction-timeout=12 s;checkpoint.interval=10 s||checkpoint.interval is 10 s",
                "model.name=x|execution.checkpointing.timeout: 10 min|execution.checkpointing.timeout is 10 min in"
                        + " Flink's configuration",
                "model.name=x|execution.checkpointing.tolerable-failed-checkpoints:"
                        + " 100|execution.checkpointing.tolerable-failed-checkpoints is 100 in Flink's configuration",
                "model.name=x|execution.checkpointing.interval: 20 min|execution.checkpointing.interval is 20 min"
                        + " in Flink's configuration",
                "model.name=x|execution.checkpointing.min-pause: 14 min|execution.checkpointing.min-pause is 14 min",
                "model.name=x|execution.checkpointing.interval: 6 min|"
            })
    void aTransactionOutlivesItsCheckpoints(String settings, String flink, String message) {
        Map<String, String> cluster = flink == null ? Map.of() : Map.of(flink.split(": ")[0], flink.split(": ")[1]);
        String[] all = (settings + ";delivery=exactly-once").split(";");
        if (message == null) {
            effective(cluster, all);
            return;
        }
        assertThatThrownBy(() -> effective(cluster, all))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("delivery.transaction-timeout is ")
                .hasMessageContainingAll(
                        "and a transaction may be open for ",
                        message,
                        "; lower these, or raise delivery.transaction-timeout to ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void exactlyOnceToleratesWhatTheTransactionHasRoomFor() {
        assertThat(effective(Map.of(), "delivery=exactly-once"))
                .containsEntry("execution.checkpointing.timeout", "90 s")
                .containsEntry("execution.checkpointing.tolerable-failed-checkpoints", "5")
                .containsEntry("execution.checkpointing.externalized-checkpoint-retention", "DELETE_ON_CANCELLATION");
    }
}
