package freshet.lab.deployment;

import static freshet.lab.deployment.DeploymentFiles.YAML;
import static freshet.lab.deployment.DeploymentFiles.compose;
import static freshet.lab.deployment.DeploymentFiles.deployment;
import static freshet.lab.deployment.DeploymentFiles.manifests;
import static freshet.lab.deployment.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.gateway.GatewaySettings;
import freshet.gateway.settings.Setting;
import freshet.job.settings.JobSettings;
import freshet.job.settings.SettingsFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What can be said of {@code docker/kubernetes} without a cluster. */
class KubernetesManifestsTest {
    @Test
    void theJobKeepsToTheSchemaOfTheOperator() throws Exception {
        SchemaCheck schema = SchemaCheck.ofResource(YAML.readTree(
                getClass().getResourceAsStream("/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml")));
        assertThat(schema.faults(deployment()))
                .as("this schema's last version of Flink is 1.20")
                .hasSize(1)
                .allMatch(fault -> fault.startsWith("$.spec.flinkVersion: "));
        ObjectNode broken = deployment().deepCopy();
        ((ObjectNode) broken.at("/spec/job")).put("paralelism", 4);
        assertThat(schema.faults(broken)).anyMatch(fault -> fault.contains("paralelism"));
    }

    @Test
    void allOtherResourcesHaveOnlyFieldsThatKubernetesKnows() {
        assertThat(manifests()).hasSizeGreaterThan(9).allSatisfy(manifest -> assertThat(KnownResources.fault(manifest))
                .as(manifest.path("kind").asText())
                .isEmpty());
        ObjectNode broken = manifests("CronJob").get(0).deepCopy();
        ((ObjectNode) broken.at("/spec/jobTemplate/spec/template/spec/containers/0")).put("imagePolicy", "Always");
        assertThat(KnownResources.fault(broken).orElseThrow()).contains("imagePolicy");
    }

    @Test
    void everyResourceThatIsNamedIsThere() {
        assertThat(named("claimName")).isEqualTo(names("PersistentVolumeClaim")).hasSize(3);
        assertThat(named("serviceAccount", "serviceAccountName"))
                .isEqualTo(names("ServiceAccount"))
                .hasSize(1);
        TreeSet<String> configMaps = new TreeSet<>();
        manifests().forEach(manifest -> manifest.findValues("configMap")
                .forEach(configMap -> configMaps.add(configMap.path("name").asText())));
        assertThat(configMaps).isEqualTo(names("ConfigMap")).hasSize(1);
        JsonNode binding = manifests("RoleBinding").get(0);
        assertThat(names("Role")).containsExactly(binding.at("/roleRef/name").asText());
        assertThat(names("ServiceAccount"))
                .containsExactly(binding.at("/subjects/0/name").asText());
    }

    @Test
    void everyMountHasItsVolumeAndEveryVolumeIsMounted() {
        for (JsonNode manifest : manifests()) {
            for (JsonNode pod : manifest.findParents("containers")) {
                assertThat(pod.path("volumes").findValuesAsText("name").stream().distinct())
                        .as(manifest.at("/metadata").toString())
                        .containsAll(pod.path("containers").findValues("volumeMounts").stream()
                                .flatMap(mounts -> mounts.findValuesAsText("name").stream())
                                .toList());
            }
        }
    }

    @Test
    void theJobsSettingsAreKnown() throws Exception {
        JsonNode file = YAML.readTree(
                manifests("ConfigMap").get(0).at("/data/freshet.yaml").asText());
        Map<String, String> settings = new HashMap<>();
        file.properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        JobSettings job = JobSettings.of(settings);
        assertThat(job.items().topic()).contains("items");
        assertThat(deployment().at("/spec/job/args").toString())
                .as("the file that is mounted is the one that is read")
                .contains("/opt/freshet/settings/freshet.yaml");
    }

    @Test
    void highAvailabilityIsKubernetesOwn() {
        assertThat(deployment()
                        .at("/spec/flinkConfiguration/high-availability.type")
                        .asText())
                .isEqualTo("kubernetes");
    }

    @Test
    void theJobRunsWithTheConfigurationOfTheImages() {
        JsonNode inManifest = deployment().at("/spec/flinkConfiguration");
        JsonNode inImage = yaml("flink/config.yaml");
        assertThat(inImage.size()).isGreaterThan(5);
        inImage.properties()
                .forEach(entry -> assertThat(inManifest.path(entry.getKey()).asText())
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().asText()));
    }

    @Test
    void prometheusReadsThePodsOfTheJobAtTheirPort() {
        JsonNode monitor = manifests("PodMonitor").get(0).path("spec");
        JsonNode pods = deployment().at("/spec/podTemplate");
        assertThat(monitor.at("/selector/matchLabels")).isEqualTo(pods.at("/metadata/labels"));
        JsonNode port = pods.at("/spec/containers/0/ports/0");
        assertThat(port.path("name").asText())
                .isEqualTo(monitor.at("/podMetricsEndpoints/0/port").asText());
        assertThat(port.path("containerPort").asText())
                .isEqualTo(deployment()
                        .at("/spec/flinkConfiguration/metrics.reporter.prom.port")
                        .asText());
    }

    @Test
    void theGatewaysSettingsAreKnownInBothDeployments() {
        JsonNode pod = manifests("Deployment").get(0).at("/spec/template/spec");
        for (JsonNode words : List.of(pod.at("/containers/0/args"), compose().at("/services/gateway/command"))) {
            List<String> settings = new ArrayList<>();
            for (int i = 1; i < words.size(); i++) {
                if (words.get(i - 1).asText().equals("--set")) {
                    settings.add(words.get(i).asText());
                }
            }
            Map<String, String> typed = SettingsFile.typed(settings);
            assertThat(GatewaySettings.all()).extracting(Setting::key).containsAll(typed.keySet());
            assertThat(typed)
                    .containsEntry("http.host", "0.0.0.0")
                    .containsEntry("items.topic", "items")
                    .containsEntry("model.allowed-stores", "/models");
            assertThat(typed.get("http.api-key")).matches("\\$+\\{dir:/run/secrets[^}]+api-key}");
        }
    }

    @Test
    void theGatewayIsAskedAndReadWhereItListens() {
        JsonNode pod = manifests("Deployment").get(0).at("/spec/template");
        JsonNode container = pod.at("/spec/containers/0");
        String port = container.at("/ports/0/name").asText();
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
        assertThat(container.at("/livenessProbe/httpGet/port").asText()).isEqualTo(port);
        assertThat(container.at("/readinessProbe/httpGet/port").asText()).isEqualTo(port);
        assertThat(manifests("Service").get(0).at("/spec/selector")).isEqualTo(pod.at("/metadata/labels"));
        JsonNode monitor = manifests("PodMonitor").get(1).path("spec");
        assertThat(monitor.at("/selector/matchLabels")).isEqualTo(pod.at("/metadata/labels"));
        assertThat(monitor.at("/podMetricsEndpoints/0/port").asText()).isEqualTo(port);
        assertThat(monitor.at("/podMetricsEndpoints/0/authorization/credentials/name"))
                .isEqualTo(pod.at("/spec/volumes/1/secret/secretName"));
    }

    @Test
    void theRulesAreThoseOfTheComposeFile() {
        assertThat(manifests("PrometheusRule").get(0).path("spec"))
                .as("docker/kubernetes/monitoring/alerts.yaml says how it is made anew")
                .isEqualTo(yaml("prometheus/alerts.yml"));
    }

    private static TreeSet<String> names(String kind) {
        TreeSet<String> names = new TreeSet<>();
        manifests(kind)
                .forEach(manifest -> names.add(manifest.at("/metadata/name").asText()));
        return names;
    }

    private static TreeSet<String> named(String... fields) {
        TreeSet<String> names = new TreeSet<>();
        manifests()
                .forEach(manifest -> List.of(fields).forEach(field -> names.addAll(manifest.findValuesAsText(field))));
        return names;
    }
}
