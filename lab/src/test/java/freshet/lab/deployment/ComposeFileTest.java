package freshet.lab.deployment;

import static freshet.lab.deployment.DeploymentFiles.DOCKER;
import static freshet.lab.deployment.DeploymentFiles.YAML;
import static freshet.lab.deployment.DeploymentFiles.compose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.serve.JobTopics;
import freshet.job.settings.JobSettings;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

/** What can be said of {@code docker/compose.yaml} without Docker. */
class ComposeFileTest {
    private static final Set<String> NOT_FOR_LONG = Set.of("topics", "freshet");

    @Test
    void theComposeFileKeepsToTheComposeSpecification() throws Exception {
        SchemaCheck schema = SchemaCheck.withoutIds(new JsonMapper().readTree(specification()));
        assertThat(schema.faults(compose())).isEmpty();
        ObjectNode broken = compose().deepCopy();
        ((ObjectNode) broken.at("/services/kafka")).put("pots", "9092");
        assertThat(schema.faults(broken)).isNotEmpty();
    }

    @Test
    void portsAreForThisMachineAloneAndPasswordsComeFromFiles() {
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
            JsonNode flink = flinkProperties(service);
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
    }

    @Test
    void whatItMountsFromTheRepositoryIsThere() {
        assertThat(mounts().map(volume -> volume.split(":")[0]).filter(source -> source.startsWith("./")))
                .hasSizeGreaterThan(4)
                .allSatisfy(source -> assertThat(DOCKER.resolve(source)).exists());
    }

    @Test
    void eachVolumeIsDeclaredAndEachDeclaredOneIsMounted() {
        List<String> declared = new ArrayList<>();
        compose().path("volumes").fieldNames().forEachRemaining(declared::add);
        assertThat(mounts().map(volume -> volume.split(":")[0])
                        .filter(source -> !source.matches("[.$].*"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void eachServiceHasALimitAndTheirSumIsWhatTheFileSays() throws Exception {
        long sum = 0;
        for (Map.Entry<String, JsonNode> service : services()) {
            MemorySize limit = limit(service.getKey());
            if (!NOT_FOR_LONG.contains(service.getKey())) {
                sum += limit.getMebiBytes();
            }
        }
        String said = String.format("the services may take %.1f GB together", sum / 1024.0);
        assertThat(Files.readString(DOCKER.resolve("compose.yaml"))).contains(said);
        for (String service : List.of("jobmanager", "taskmanager")) {
            String process = flinkProperties(service)
                    .path(service + ".memory.process.size")
                    .asText();
            assertThat(limit(service).getMebiBytes())
                    .as(service)
                    .isBetween(
                            MemorySize.parse(process).getMebiBytes() * 11 / 10,
                            MemorySize.parse(process).getMebiBytes() * 13 / 10);
        }
    }

    @Test
    void theJobsSettingsAreKnown() {
        List<String> settings = settings("jobmanager");
        assertThat(settings).hasSizeGreaterThan(3);
        assertThat(JobSettings.of(settings).items().topic()).contains("items");
        settings.add("events.frmat=json");
        assertThatThrownBy(() -> JobSettings.of(settings)).hasMessageContaining("events.frmat");
    }

    @Test
    void theTopicsThatTheJobNeedsAreMade() {
        assertThat(JobTopics.of(JobSettings.of(settings("topics"))))
                .isEqualTo(JobTopics.of(JobSettings.of(settings("jobmanager"))));
        assertThat(compose().at("/services/topics/command").toString())
                .startsWith("[\"topics\",")
                .contains("--create");
    }

    /** What follows each {@code --set}. */
    private static List<String> settings(String service) {
        List<String> settings = new ArrayList<>();
        JsonNode command = compose().at("/services/" + service + "/command");
        for (int i = 1; i < command.size(); i++) {
            if (command.get(i - 1).asText().equals("--set")) {
                settings.add(command.get(i).asText());
            }
        }
        return settings;
    }

    private static MemorySize limit(String service) {
        return MemorySize.parse(
                compose().path("services").path(service).path("mem_limit").asText());
    }

    private static JsonNode flinkProperties(String service) throws Exception {
        return YAML.readTree(compose()
                .at("/services/" + service + "/environment/FLINK_PROPERTIES")
                .asText());
    }

    private static Set<Map.Entry<String, JsonNode>> services() {
        return compose().path("services").properties();
    }

    private static Stream<String> mounts() {
        return services().stream()
                .flatMap(service ->
                        StreamSupport.stream(service.getValue().path("volumes").spliterator(), false))
                .map(JsonNode::asText);
    }

    private static InputStream specification() {
        return ComposeFileTest.class.getResourceAsStream("compose-spec.json");
    }
}
