package freshet.lab.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files under {@code docker}, and what the pom says of versions. */
final class DeploymentFiles {
    static final Path DOCKER = Path.of("..", "docker");
    static final Path KUBERNETES = DOCKER.resolve("kubernetes");
    static final YAMLMapper YAML = new YAMLMapper();

    private DeploymentFiles() {}

    /** The only document of a YAML file below {@code docker}. */
    static JsonNode yaml(String file) {
        return documents(DOCKER.resolve(file)).get(0);
    }

    static JsonNode compose() {
        return yaml("compose.yaml");
    }

    /** All Kubernetes resources, of all files. */
    static List<JsonNode> manifests() {
        try (Stream<Path> files = Files.walk(KUBERNETES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> documents(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Kubernetes resources of one kind. */
    static List<JsonNode> manifests(String kind) {
        return manifests().stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    /** The job, for the Flink Kubernetes operator. */
    static JsonNode deployment() {
        return manifests("FlinkDeployment").get(0);
    }

    /** A property of the pom; {@code project.version} is the project's. */
    static String version(String property) {
        try {
            String pom = Files.readString(Path.of("..", "pom.xml"));
            return property.equals("project.version")
                    ? pom.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1")
                    : pom.replaceAll("(?s).*<" + property + ">(.*)</" + property + ">.*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
