package freshet.job.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareJobTest {
    @TempDir
    Path folder;

    @Test
    void allButTheListOfFilesHasTheParallelismThatIsAsked() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        environment.setParallelism(3);

        PrepareJob.build(
                environment,
                new PrepareSettings(List.of(folder.resolve("log")), List.of(), SessionRules.DEFAULT, folder));

        Iterable<JobVertex> vertices =
                environment.getStreamGraph().getJobGraph().getVertices();
        assertThat(vertices)
                .filteredOn(vertex -> !vertex.isInputVertex())
                .hasSize(2)
                .allMatch(JobVertex::isParallelismConfigured) // or Flink decides by the bytes before it
                .allMatch(vertex -> vertex.getParallelism() == 3);
    }
}
