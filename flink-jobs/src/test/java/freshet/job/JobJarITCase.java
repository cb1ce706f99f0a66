package freshet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The jar for a cluster, opened as Flink's client opens it. */
class JobJarITCase {
    private static final File JAR = new File("target/freshet-job.jar");
    private static final File VECTOR_JAR = new File("target/freshet-job-vector.jar");

    // This JVM has the connector on its own class path as well, which a cluster has not.
    private static final Configuration SHARED_CLASSES =
            new Configuration().set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");

    @TempDir
    Path folder;

    private static PackagedProgram program(String... arguments) throws ProgramInvocationException {
        return program(JAR, arguments);
    }

    private static PackagedProgram program(File jar, String... arguments) throws ProgramInvocationException {
        return PackagedProgram.newBuilder()
                .setJarFile(jar)
                .setConfiguration(SHARED_CLASSES)
                .setArguments(arguments)
                .build();
    }

    @Test
    void theJarBringsWhatTheJobNeedsAndMakesItsGraph() throws Exception {
        try (PackagedProgram program = program("--set", "parallelism=2", "--set", "model.name=shop")) {
            assertThat(program.getMainClassName()).isEqualTo("freshet.job.RecommenderJob");
            assertThat(program.getJobJarAndDependencies())
                    .extracting(url -> url.getPath().replaceAll(".*_", ""))
                    .anyMatch(name -> name.startsWith("flink-connector-kafka"))
                    .anyMatch(name -> name.startsWith("kafka-clients"))
                    .anyMatch(name -> name.startsWith("model-core"))
                    .noneMatch(name -> name.startsWith("kafka_") || name.startsWith("scala-"))
                    .noneMatch(name -> name.startsWith("flink-runtime"))
                    .noneMatch(name -> name.startsWith("log4j"));
            Pipeline pipeline = PackagedProgramUtils.getPipelineFromProgram(program, new Configuration(), 1, true);
            assertThat(((StreamGraph) pipeline).getJobName()).isEqualTo("freshet recommender, model shop");
        }
    }

    @Test
    void theJarWithoutNd4jHasTheRestAndIsSmall() throws Exception {
        try (PackagedProgram program = program(VECTOR_JAR, "--set", "parallelism=2")) {
            assertThat(program.getJobJarAndDependencies())
                    .extracting(url -> url.getPath().replaceAll(".*_", ""))
                    .anyMatch(name -> name.startsWith("kafka-clients"))
                    .anyMatch(name -> name.startsWith("model-core"))
                    .noneMatch(name -> name.startsWith("kafka_") || name.startsWith("scala-"))
                    .noneMatch(name -> name.matches("(nd4j|openblas|javacpp|jna|oshi|protobuf).*"));
            PackagedProgramUtils.getPipelineFromProgram(program, new Configuration(), 1, true);
        }
        assertThat(VECTOR_JAR.length()).isLessThan(JAR.length() / 4).isLessThan(32L << 20);
    }

    @Test
    void aWrongSettingIsOneLine() throws Exception {
        try (PackagedProgram program = program("--set", "session.gab=1 s")) {
            assertThatThrownBy(() -> PackagedProgramUtils.getPipelineFromProgram(program, new Configuration(), 1, true))
                    .hasRootCauseMessage("unknown setting session.gab; did you mean session.gap?");
        }
    }

    @Test
    void theArgumentsOfComposeFileAndKubernetesManifestMakeTheGraph() throws Exception {
        List<String> command = texts(yaml("compose.yaml").get(0), "services", "jobmanager", "command");
        List<String> ofCompose = command.subList(command.indexOf("freshet.job.RecommenderJob") + 1, command.size());
        assertGraph(ofCompose, "/opt/freshet/freshet.yaml", Path.of("..", "config", "freshet.yaml"));
        String settings = (String) at(yaml("kubernetes/settings.yaml").get(0), "data", "freshet.yaml");
        assertGraph(
                texts(yaml("kubernetes/freshet.yaml").get(0), "spec", "job", "args"),
                "/opt/freshet/settings/freshet.yaml",
                Files.writeString(folder.resolve("freshet.yaml"), settings));
    }

    /** @param there where the file of settings is in the container */
    private static void assertGraph(List<String> arguments, String there, Path here) throws Exception {
        assertThat(arguments).contains(there);
        String[] outside = arguments.stream()
                .map(text -> text.equals(there) ? here.toString() : text)
                .toArray(String[]::new);
        try (PackagedProgram program = program(outside)) {
            Pipeline pipeline = PackagedProgramUtils.getPipelineFromProgram(program, new Configuration(), 1, true);
            assertThat(((StreamGraph) pipeline).getStreamNodes())
                    .extracting(node -> node.getTransformationUID())
                    .contains("recommender", "items-source");
        }
    }

    private static List<Object> yaml(String file) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(Path.of("..", "docker", file)))
                .forEach(documents::add);
        return documents;
    }

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String key : path) {
            found = ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    private static List<String> texts(Object node, String... path) {
        return ((List<?>) at(node, path)).stream().map(Object::toString).toList();
    }
}
