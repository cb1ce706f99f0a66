package freshet.lab.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What can be said of the files under {@code docker} where neither Docker nor Kubernetes runs. */
class DeploymentFilesTest {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonNode compose() throws IOException {
        return YAML.readTree(DOCKER.resolve("compose.yaml").toFile());
    }

    private static List<JsonNode> manifests() throws IOException {
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .readValues(DOCKER.resolve("kubernetes/freshet.yaml").toFile())) {
            return documents.readAll();
        }
    }

    private static JsonNode deployment() throws IOException {
        return manifests().stream()
                .filter(document -> document.path("kind").asText().equals("FlinkDeployment"))
                .findFirst()
                .orElseThrow();
    }

    private static InputStream resource(String name) {
        return DeploymentFilesTest.class.getResourceAsStream(name);
    }

    @Test
    void theComposeFileKeepsToTheComposeSpecification() throws Exception {
        SchemaCheck schema = SchemaCheck.withoutIds(new JsonMapper().readTree(resource("compose-spec.json")));
        assertThat(schema.faults(compose())).isEmpty();
        ObjectNode broken = compose().deepCopy();
        ((ObjectNode) broken.at("/services/kafka")).put("pots", "9092");
        assertThat(schema.faults(broken)).isNotEmpty();
    }

    @Test
    void portsAreForThisMachineAloneAndPasswordsComeFromFiles() throws Exception {
        for (JsonNode service : compose().path("services")) {
            assertThat(service.path("ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            service.path("environment").fieldNames().forEachRemaining(name -> {
                if (name.contains("PASSWORD")) {
                    assertThat(name).endsWith("__FILE");
                }
            });
        }
        assertThat(compose().path("secrets"))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(secret.path("file").asText()).startsWith("./secrets/"));
    }

    @Test
    void aJobManagerThatDiesGoesOnFromTheLastCheckpoint() throws Exception {
        for (String service : List.of("jobmanager", "taskmanager")) {
            JsonNode flink = YAML.readTree(compose()
                    .at("/services/" + service + "/environment/FLINK_PROPERTIES")
                    .asText());
            assertThat(flink.path("high-availability.type").asText()).isEqualTo("zookeeper");
            assertThat(flink.path("high-availability.zookeeper.quorum").asText())
                    .isEqualTo("zookeeper:2181");
            assertThat(flink.path("high-availability.storageDir").asText()).startsWith("file:///checkpoints/");
            assertThat(compose().at("/services/" + service + "/volumes"))
                    .anyMatch(volume -> volume.asText().equals("checkpoints:/checkpoints"));
        }
        assertThat(compose().at("/services/zookeeper/volumes")).hasSize(2);
        assertThat(compose().at("/services/jobmanager/restart").asText())
                .as("a stopped job is not to begin again without its sessions")
                .isEqualTo("on-failure");
        assertThat(deployment()
                        .at("/spec/flinkConfiguration/high-availability.type")
                        .asText())
                .isEqualTo("kubernetes");
    }

    @Test
    void theEntryPointOfFlinksImageStaysForItPreloadsJemalloc() throws Exception {
        assertThat(Files.readString(DOCKER.resolve("job.Dockerfile")))
                .doesNotContainPattern("(?m)^(ENTRYPOINT|CMD|USER) |LD_PRELOAD|DISABLE_JEMALLOC");
        for (String service : List.of("jobmanager", "taskmanager")) {
            JsonNode of = compose().at("/services/" + service);
            assertThat(of.path("image").asText()).isEqualTo("freshet-job");
            assertThat(of.has("entrypoint")).isFalse();
            assertThat(of.path("environment").fieldNames())
                    .toIterable()
                    .doesNotContain("LD_PRELOAD", "DISABLE_JEMALLOC");
        }
        assertThat(deployment().findValuesAsText("name")).doesNotContain("LD_PRELOAD", "DISABLE_JEMALLOC");
    }

    @Test
    void whatTheComposeFileMountsFromTheRepositoryIsThere() throws Exception {
        List<Path> mounted = compose().findValues("volumes").stream()
                .flatMap(volumes -> StreamSupport.stream(volumes.spliterator(), false))
                .map(JsonNode::asText)
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> DOCKER.resolve(volume.split(":")[0]))
                .toList();
        assertThat(mounted).hasSizeGreaterThan(3).allSatisfy(path -> assertThat(path)
                .exists());
    }

    @Test
    void theKubernetesManifestKeepsToTheSchemaOfTheOperator() throws Exception {
        SchemaCheck schema = SchemaCheck.ofResource(
                YAML.readTree(resource("/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml")));
        assertThat(schema.faults(deployment()))
                .as("this schema's last version of Flink is 1.20")
                .hasSize(1)
                .allMatch(fault -> fault.startsWith("$.spec.flinkVersion: "));
        ObjectNode broken = deployment().deepCopy();
        ((ObjectNode) broken.at("/spec/job")).put("paralelism", 4);
        assertThat(schema.faults(broken)).anyMatch(fault -> fault.contains("paralelism"));
    }

    @Test
    void kubernetesRunsWithTheConfigurationOfTheImages() throws Exception {
        JsonNode inManifest = deployment().at("/spec/flinkConfiguration");
        JsonNode inImage = YAML.readTree(DOCKER.resolve("flink/config.yaml").toFile());
        assertThat(inImage.size()).isGreaterThan(5);
        inImage.fields().forEachRemaining(entry -> assertThat(
                        inManifest.path(entry.getKey()).asText())
                .as(entry.getKey())
                .isEqualTo(entry.getValue().asText()));
    }

    @Test
    void theImagesAreOfTheVersionsThatAreTested() throws Exception {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        String flink = version(pom, "flink.version");
        assertThat(Files.readString(DOCKER.resolve("job.Dockerfile"))).contains("FROM flink:" + flink + "-java17");
        assertThat(deployment().at("/spec/flinkVersion").asText())
                .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
        assertThat(compose().at("/services/kafka/image").asText())
                .isEqualTo("apache/kafka:" + version(pom, "kafka.version"));
    }

    @Test
    void everyAlertStandsInTheRunBookAndTheOtherWayAbout() throws Exception {
        List<String> alerts =
                YAML.readTree(DOCKER.resolve("prometheus/alerts.yml").toFile()).findValuesAsText("alert");
        List<String> headings = Files.readAllLines(Path.of("..", "docs", "OPERATIONS.md")).stream()
                .filter(line -> line.startsWith("#### "))
                .map(line -> line.substring(5))
                .toList();
        assertThat(alerts).hasSizeGreaterThan(10).containsExactlyInAnyOrderElementsOf(headings);
    }

    @Test
    void everyAlertHasAnExampleOfItsFiring() throws Exception {
        String examples = Files.readString(DOCKER.resolve("prometheus/alerts.test.yml"))
                + Files.readString(DOCKER.resolve("prometheus/quality.test.yml"));
        assertThat(YAML.readTree(DOCKER.resolve("prometheus/alerts.yml").toFile())
                        .findValuesAsText("alert"))
                .allSatisfy(alert -> assertThat(examples)
                        .containsPattern(
                                alert + "\"(}', value: 1|}\\)\\n +eval_time: \\w+\\n +exp_samples: \\[\\{value: 1})"));
    }

    private static String version(String pom, String property) {
        return pom.replaceAll("(?s).*<" + property + ">(.*)</" + property + ">.*", "$1");
    }
}
