package freshet.lab.gateway;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.lab.MachineProgram;
import freshet.lab.Prerequisite;
import freshet.lab.RunningShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of clients over HTTP, as the documents have them. */
class HttpClientsITCase {
    private static final Path CLIENTS = Path.of("..", "docs", "clients");
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern CURLS = Pattern.compile("```\n(gateway=http.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static RunningShop shop;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        shop = new RunningShop(folder, "sku-4711 b c\nsku-4711 b d\nb c d\nsku-4711 b c\nc d sku-4711\n".repeat(10));
        gateway = new RunningGateway(shop.bootstrapServers(), shop.topics(), Map.of());
        eventually().untilAsserted(() -> assertThat(gateway.get("/health/ready").status())
                .isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        shop.close();
    }

    @Test
    void thePythonExampleShowsTheAnswerToEachView() throws Exception {
        require("python3");
        assertAnswers(
                List.of("python3", CLIENTS.resolve("python").resolve("shop.py").toString()), "py-1");
    }

    @Test
    void theJavaScriptExampleShowsTheAnswerToEachView() throws Exception {
        require("node");
        assertAnswers(
                List.of(
                        "node",
                        CLIENTS.resolve("javascript").resolve("http.mjs").toString()),
                "js-1");
    }

    @Test
    void theCallsOfTheReadmeAreAnswered() throws Exception {
        require("curl");
        Matcher found = CURLS.matcher(Files.readString(README));
        assertThat(found.find()).isTrue();
        String script = found.group(1)
                .replaceFirst("gateway=\\S+", "gateway=" + gateway.address())
                .replace("wait=1s", "wait=60s");

        String answered = String.join("\n", execute(List.of("bash", "-e", "-c", script)));

        List<JsonNode> answers = new ArrayList<>();
        JSON.readerFor(JsonNode.class).<JsonNode>readValues(answered).forEachRemaining(answers::add);
        assertThat(answers).hasSize(4).allSatisfy(answer -> assertThat(
                        answer.at("/items/0/itemId").asText())
                .as(answer.toString())
                .isEqualTo("b"));
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
    }

    private static void assertAnswers(List<String> command, String session) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(gateway.address(), session, "sku-4711", "b", "zzz"));
        List<JsonNode> answers = new ArrayList<>();
        for (String line : execute(all)) {
            answers.add(JSON.readTree(line));
        }

        assertThat(answers)
                .extracting(answer -> answer.path("position").asInt())
                .containsExactly(1, 2, 3);
        assertThat(answers).extracting(answer -> answer.path("source").asText()).containsOnly("MODEL");
        assertThat(answers.get(0).at("/items/0/itemId").asText()).isEqualTo("b");
        assertThat(answers.get(1).at("/items/0/itemId").asText()).isEqualTo("c");
    }

    private static List<String> execute(List<String> command) throws Exception {
        return MachineProgram.run(folder, Map.of("FRESHET_WAIT", "60s"), command);
    }

    private static void require(String program) throws InterruptedException {
        Prerequisite.require(
                "freshet.clients",
                MachineProgram.succeeds(program, "--version"),
                "an example of a client is not tried, as there is no " + program + ": install it");
    }
}
