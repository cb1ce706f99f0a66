package freshet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings;
import freshet.job.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommenderJobTest {
    @Test
    void argumentsGiveTheSettings(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("job.yaml"), "model.name: shop");
        JobSettings settings =
                RecommenderJob.settings(List.of("--set", "batch.max-size=4", "--config", file.toString()));
        assertThat(settings.model().name()).isEqualTo("shop");
        assertThat(settings.answering().maxBatch()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sett|unknown argument \"--sett\"; usage: [--config FILE] [--set key=value]...",
                "--set|--set needs a value; usage: [--config FILE] [--set key=value]..."
            })
    void aWrongArgumentIsNamed(String argument, String message) {
        assertThatThrownBy(() -> RecommenderJob.settings(List.of(argument)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    /** Else Flink would copy every answer between the recommender and the sink that encodes it. */
    @Test
    void objectsAreHandedOnUncopiedOverTheClustersWord() {
        Configuration cluster = new Configuration();
        cluster.set(PipelineOptions.OBJECT_REUSE, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(cluster);
        RecommenderPipeline.build(env, JobSettings.of(List.of()));
        assertThat(env.getConfig().isObjectReuseEnabled()).isTrue();
    }

    @Test
    void everyOperatorHasANameAndAUidAndNoTypeFallsBackToKryo() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        RecommenderPipeline.build(env, JobSettings.of(List.of("delivery=exactly-once")));
        assertThat(env.getConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
        StreamGraph graph = env.getStreamGraph(); // throws where a uid is missing
        Set<String> uids = new HashSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
            assertThat(uids.add(node.getTransformationUID())).as("uid once").isTrue();
        }
        assertThat(uids)
                .contains(
                        "events-source",
                        "rejection-split",
                        "announcements-source",
                        "recommender",
                        "recommendations-sink",
                        "rejected-sink");
    }

    /** Else each answer would be encoded twice, and pass a network buffer. */
    @Test
    void theRecommenderIsChainedToItsSink() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        RecommenderPipeline.build(env, JobSettings.of(List.of("parallelism=3")));
        assertThat(env.getStreamGraph().getJobGraph().getVertices())
                .filteredOn(vertex -> vertex.getName().startsWith("recommender"))
                .singleElement()
                .satisfies(vertex -> {
                    assertThat(vertex.getName()).contains("recommendations: Writer");
                    assertThat(vertex.getParallelism()).isEqualTo(3);
                });
    }
}
