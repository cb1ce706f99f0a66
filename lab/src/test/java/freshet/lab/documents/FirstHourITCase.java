package freshet.lab.documents;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.serve.LoopbackPorts;
import freshet.lab.MachineProgram;
import freshet.lab.Prerequisite;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the commands of {@code docs/FIRST-HOUR.md} in an empty folder, which has nothing but links
 * to the launcher and the documents. Other ports are put in where those of the page are taken.
 */
class FirstHourITCase {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/FIRST-HOUR.md");
    private static final String KAFKA = "127.0.0.1:9092";
    private static final String START = "./freshet cluster start --job";
    private static final String SESSION = "s-1";
    private static final List<String> LINKS = List.of("freshet", "docs");
    private static final String SOLD_OUT = "sku-9";

    @TempDir
    private Path folder;

    private Path shop;
    private LauncherBuild build;
    private BashSession terminal;
    private String kafka = KAFKA;
    private String startOptions = "";

    @BeforeEach
    void openTerminal() throws Exception {
        Prerequisite.require(
                "freshet.clients",
                MachineProgram.succeeds("kcat", "-V"),
                "the first hour is not tried, as kcat is not installed: apt-get install kcat");
        shop = Files.createDirectory(folder.resolve("shop"));
        for (String name : LINKS) {
            Files.createSymbolicLink(shop.resolve(name), ROOT.resolve(name));
        }
        if (!LoopbackPorts.isFree(9092) || !LoopbackPorts.isFree(8081)) {
            List<Integer> free = LoopbackPorts.free(2);
            kafka = "127.0.0.1:" + free.get(0);
            startOptions = " --kafka-port " + free.get(0) + " --web-port " + free.get(1);
        }
        build = new LauncherBuild(ROOT);
        terminal = new BashSession(
                shop, folder.resolve("transcript.txt"), Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    @AfterEach
    void endAllThatWasStarted() throws Exception {
        if (terminal != null) {
            terminal.close();
            for (long pid : servers()) {
                end(pid);
            }
            for (String name : LINKS) {
                Files.deleteIfExists(shop.resolve(name));
            }
        }
        if (build != null) {
            build.close();
        }
    }

    @Test
    void thePageGoesFromAnExportToARestartWithoutLoss() throws Exception {
        List<String> commands = MarkdownFile.read(PAGE).blocks("bash");
        assertThat(commands.stream().map(FirstHourITCase::withoutItem).distinct())
                .as("commands, the click being repeated")
                .hasSizeLessThanOrEqualTo(8);
        assertThat(commands).anyMatch(command -> command.startsWith(START));
        long started = System.nanoTime();
        int version = 0;
        boolean soldOut = false;
        boolean restarted = false;
        for (String command : commands) {
            String typed = withFreePorts(command);
            if (isClick(command)) {
                Recommendation answer = click(typed, version, soldOut);
                assertThat(answer.getSource().toString()).isEqualTo("MODEL");
                assertThat(answer.getItems()).isNotEmpty();
            } else {
                terminal.type(typed);
                version += command.contains("--publish-to") || command.contains("freshet publish") ? 1 : 0;
                soldOut |= command.contains("--withhold " + SOLD_OUT);
                restarted |= command.contains("cluster restart");
            }
        }
        System.err.println("the first hour took " + (System.nanoTime() - started) / 1_000_000_000 + " s");

        assertThat(version).isEqualTo(3);
        assertThat(soldOut && restarted).isTrue();
        List<Recommendation> answers = answers();
        assertThat(answers)
                .extracting(Recommendation::getPosition)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, answers.size()).boxed().toList());
        List<Recommendation> served = answers.stream()
                .dropWhile(
                        answer -> answer.getSource() == RecommendationSource.NONE) // clicks before the model is there
                .toList();
        assertThat(served.stream().map(Recommendation::getModelVersion).distinct())
                .containsExactly(1L, 2L, 3L);
        assertSoldOutForGood(served);
        assertShown(served);
        assertThat(terminal.type("./freshet audit --bootstrap-servers " + kafka))
                .containsPattern("answered +" + answers.size() + "\n")
                .contains("The ledger is whole");
    }

    /** Clicks until the model of this version answers, and without the item once it is sold out. */
    private Recommendation click(String command, int version, boolean soldOut) {
        return eventually()
                .pollInterval(Duration.ofSeconds(1)) // a second click of the same second is a duplicate
                .until(
                        () -> clickOnce(command),
                        answer -> answer.getModelVersion() == version && !(soldOut && names(answer, SOLD_OUT)));
    }

    private Recommendation clickOnce(String command) throws IOException {
        int before = answers().size();
        terminal.type(command);
        return eventually()
                .until(this::answers, answers -> answers.size() > before)
                .get(before);
    }

    /** At first it is recommended; from one answer on it never is again. */
    private static void assertSoldOutForGood(List<Recommendation> answers) {
        List<Boolean> names =
                answers.stream().map(answer -> names(answer, SOLD_OUT)).toList();
        assertThat(names.get(0)).isTrue();
        assertThat(names.subList(names.indexOf(false), names.size()))
                .hasSizeGreaterThan(2)
                .containsOnly(false);
    }

    /** {@code watch}, in the background, has a line for each. */
    private void assertShown(List<Recommendation> answers) {
        eventually().untilAsserted(() -> assertThat(answers).allSatisfy(answer -> assertThat(terminal.printed())
                .containsPattern(
                        SESSION + " +#" + answer.getPosition() + " +MODEL +v" + answer.getModelVersion() + " +sku-")));
    }

    private static boolean names(Recommendation answer, String item) {
        return answer.getItems().stream()
                .anyMatch(recommended -> recommended.getItemId().equals(item));
    }

    private List<Recommendation> answers() {
        return SessionAnswers.of(KafkaConnection.plain(kafka), SESSION);
    }

    private String withFreePorts(String command) {
        return command.replace(KAFKA, kafka).replace(START, START + startOptions);
    }

    private static boolean isClick(String command) {
        return command.contains("kcat -P");
    }

    private static String withoutItem(String command) {
        return isClick(command) ? command.replaceAll("sku-\\d+", "ITEM") : command;
    }

    private List<Long> servers() throws IOException {
        Path state = shop.resolve("freshet-cluster/cluster.json");
        List<Long> pids = new ArrayList<>();
        if (Files.exists(state)) {
            for (JsonNode process : new JsonMapper().readTree(state.toFile()).path("processes")) {
                pids.add(process.path("pid").asLong());
            }
        }
        return pids;
    }

    private static void end(long pid) throws Exception {
        Optional<ProcessHandle> server = ProcessHandle.of(pid);
        if (server.isPresent()) {
            server.get().destroyForcibly();
            server.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
