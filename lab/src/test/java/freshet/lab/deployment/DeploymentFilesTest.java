package freshet.lab.deployment;

import static freshet.lab.deployment.DeploymentFiles.DOCKER;
import static freshet.lab.deployment.DeploymentFiles.compose;
import static freshet.lab.deployment.DeploymentFiles.deployment;
import static freshet.lab.deployment.DeploymentFiles.manifests;
import static freshet.lab.deployment.DeploymentFiles.version;
import static freshet.lab.deployment.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Images and alerts, in which compose file, Kubernetes, Prometheus and run book agree. */
class DeploymentFilesTest {
    private static final Pattern NAME = Pattern.compile("Freshet\\w+");

    @Test
    void theImagesAreOfTheVersionsThatAreTested() throws Exception {
        String flink = version("flink.version");
        assertThat(Files.readString(DOCKER.resolve("job.Dockerfile"))).contains("FROM flink:" + flink + "-java17");
        assertThat(deployment().at("/spec/flinkVersion").asText())
                .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
        assertThat(compose().at("/services/kafka/image").asText())
                .isEqualTo("apache/kafka:" + version("kafka.version"));
    }

    @Test
    void ourImagesHaveTheProjectsVersionAndAreBuilt() throws Exception {
        List<String> images = new ArrayList<>(compose().findValuesAsText("image"));
        manifests().forEach(manifest -> images.addAll(manifest.findValuesAsText("image")));
        images.removeIf(image -> !image.startsWith("freshet"));
        String build = Files.readString(DOCKER.resolve("build"));
        assertThat(images).hasSizeGreaterThan(6).allSatisfy(image -> {
            assertThat(image).endsWith(":" + version("project.version"));
            assertThat(build).contains("-t \"${prefix}" + image.split(":")[0] + ":$version\"");
        });
    }

    @Test
    void noImageFloats() {
        assertThat(compose().findValuesAsText("image"))
                .allSatisfy(image -> assertThat(image).matches(".+:v?\\d+(\\.\\d+)+.*"));
    }

    @Test
    void theEntryPointOfFlinksImageStaysForItPreloadsJemalloc() throws Exception {
        assertThat(Files.readString(DOCKER.resolve("job.Dockerfile")))
                .doesNotContainPattern("(?m)^(ENTRYPOINT|CMD|USER) |LD_PRELOAD|DISABLE_JEMALLOC");
        for (String service : List.of("jobmanager", "taskmanager")) {
            JsonNode of = compose().at("/services/" + service);
            assertThat(of.path("image").asText()).startsWith("freshet-job:");
            assertThat(of.has("entrypoint")).isFalse();
            assertThat(of.path("environment").fieldNames())
                    .toIterable()
                    .doesNotContain("LD_PRELOAD", "DISABLE_JEMALLOC");
        }
        assertThat(deployment().findValuesAsText("name")).doesNotContain("LD_PRELOAD", "DISABLE_JEMALLOC");
    }

    @Test
    void everyAlertIsInTheRunBookAndTheOtherWayAbout() throws Exception {
        List<String> headings = Files.readAllLines(Path.of("..", "docs", "OPERATIONS.md")).stream()
                .filter(line -> line.startsWith("#### "))
                .map(line -> line.substring(5))
                .toList();
        assertThat(alerts()).hasSizeGreaterThan(10).containsExactlyInAnyOrderElementsOf(headings);
    }

    @Test
    void everyAlertHasAnExampleOfItsFiring() throws Exception {
        String examples = Files.readString(DOCKER.resolve("prometheus/alerts.test.yml"))
                + Files.readString(DOCKER.resolve("prometheus/quality.test.yml"))
                + Files.readString(DOCKER.resolve("prometheus/gateway.test.yml"));
        assertThat(alerts()).allSatisfy(alert -> assertThat(examples)
                .containsPattern(alert + "\"(}', value: 1|}\\)\\n +eval_time: \\w+\\n +exp_samples: \\[\\{value: 1})"));
    }

    @Test
    void alertsReachTheAlertmanagerOfTheComposeFile() {
        assertThat(yaml("prometheus/prometheus.yml")
                        .at("/alerting/alertmanagers/0/static_configs/0/targets/0")
                        .asText())
                .isEqualTo("alertmanager:9093");
        assertThat(compose().at("/services/alertmanager/volumes/0").asText()).startsWith("./prometheus/alertmanager");
        assertThat(NAME.matcher(yaml("prometheus/alertmanager.yml")
                                .path("inhibit_rules")
                                .toString())
                        .results()
                        .map(MatchResult::group))
                .hasSizeGreaterThan(3)
                .allSatisfy(name -> assertThat(alerts()).contains(name));
    }

    private static List<String> alerts() {
        return yaml("prometheus/alerts.yml").findValuesAsText("alert");
    }
}
