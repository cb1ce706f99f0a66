package freshet.lab.deployment;

import static freshet.lab.deployment.DeploymentFiles.DOCKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import freshet.cli.Freshet;
import freshet.lab.documents.DocumentedCommands;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the command line of the images knows what containers and scripts ask of it. */
class ContainerCommandsTest {
    private static final String NIGHTLY = "freshet-nightly";

    private final DocumentedCommands commands = new DocumentedCommands(Freshet.commandLine());

    @Test
    void everyContainerOfOurImageNamesKnownCommandsAndOptions() {
        List<String> calls = new ArrayList<>();
        for (JsonNode manifest : DeploymentFiles.manifests()) {
            for (JsonNode container : manifest.findParents("image")) {
                if (container.path("image").asText().startsWith("freshet:")) {
                    calls.add("./freshet" + (nightly(container) ? " train " : " ") + words(container.path("args")));
                }
            }
        }
        for (String service : List.of("topics", "gateway")) {
            calls.add("./freshet " + words(DeploymentFiles.compose().at("/services/" + service + "/command")));
        }
        assertThat(calls).hasSize(7).anyMatch(call -> call.contains(" train "));
        assertThat(calls).allSatisfy(call -> assertThat(unknown(call)).as(call).isEmpty());
    }

    @Test
    void theScriptsAndTheHeadOfTheComposeFileNameKnownOptions() throws Exception {
        String script = Files.readString(DOCKER.resolve("bin/" + NIGHTLY))
                .replaceAll("(?m)^freshet train ", "./freshet train ")
                .replaceAll("set -- \"\\$@\"", "./freshet train ")
                .replaceAll("\\$\\([^)]*\\)", "PRINTED"); // by other programs
        assertThat(unknown(script)).isEmpty();
        String head = Files.readString(DOCKER.resolve("compose.yaml"))
                .replaceAll("(?m)^# ?", "")
                .replaceAll("run --rm --entrypoint freshet-nightly freshet", "./freshet train")
                .replaceAll("run --rm freshet", "./freshet");
        assertThat(DocumentedCommands.calls(head)).hasSize(2);
        assertThat(unknown(head)).isEmpty();
        assertThat(unknown(head.replace("--store", "--stroe"))).containsExactly("--stroe");
    }

    private List<String> unknown(String code) {
        return DocumentedCommands.calls(code).stream()
                .flatMap(call -> commands.unknown(call).stream())
                .toList();
    }

    private static boolean nightly(JsonNode container) {
        return container.path("command").toString().contains(NIGHTLY);
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText().split("=")[0]));
        return String.join(" ", words);
    }
}
