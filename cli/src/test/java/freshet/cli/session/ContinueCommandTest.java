package freshet.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinueCommandTest {
    @TempDir
    Path folder;

    @Test
    void eachLineHasProbabilityAndItem() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        CommandRun run = run("--model", markov, "--session", "a, b", "--length", "2");
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        assertThat(run.out()).isEqualTo("1.000000  c\n1.000000  d\n");
        assertThat(run.err()).isEmpty();
    }

    /** After e comes a, which the session has; then the model ranks nothing and b is popular. */
    @Test
    void whatIsNotTheModelsIsTold() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        CommandRun run = run("--model", markov, "--session", "a,e", "--length", "9");
        assertThat(run.status()).isZero();
        assertThat(items(run)).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(run.err())
                .isEqualTo("freshet: only 3 of 9 items: the model knows no other that may come; --repeats lets items"
                        + " come again\n"
                        + "freshet: 1 of 3 items are the most popular ones, where the model ranks no item that may"
                        + " come\n");
        assertThat(items(run("--model", markov, "--session", "a,e", "--length", "9", "--repeats")))
                .containsExactly("a", "b", "c", "d", "e", "a", "b", "c", "d");
    }

    @Test
    void everyKindGoesOnAsItsExplanationBegins() throws IOException {
        for (String kind : TrainedModels.KINDS) {
            String model = TrainedModels.train(folder, kind);
            JsonNode next = json(run("--model", model, "--session", "a,b", "--length", "3", "--json"));
            CommandRun explained = CommandRun.of(
                    new ExplainCommand(), "--model", model, "--session", "a,b", "--exclude", "seen", "--json");
            JsonNode best = json(explained).path("items").path(0);
            JsonNode first = next.path("items").path(0);
            assertThat(next.path("items")).as(kind).hasSize(3);
            assertThat(first.path("itemId")).as(kind).isEqualTo(best.path("itemId"));
            assertThat(first.path("probability")).as(kind).isEqualTo(best.path("probability"));
            assertThat(next.path("session")).as(kind).hasToString("[\"a\",\"b\"]");
        }
    }

    @Test
    void aTemperatureDrawsByTheSeed() throws IOException {
        String popularity = TrainedModels.train(folder, "popularity");
        List<String> outputs = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            String[] arguments = {
                "--model", popularity, "--session", "a", "--temperature", "1", "--seed", Integer.toString(seed)
            };
            CommandRun run = run(arguments);
            assertThat(run.out()).isEqualTo(run(arguments).out());
            outputs.add(run.out());
        }
        assertThat(outputs.stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void idsWithCommasComeFromAFile() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        Path ids = Files.writeString(folder.resolve("ids.txt"), "x,y\nb\n");
        CommandRun run = run("--model", markov, "--session-from", ids.toString(), "--length", "1");
        assertThat(run.out()).isEqualTo("1.000000  c\n");
        assertThat(run.err())
                .isEqualTo("freshet: warning: model " + markov + " does not know 1 item of the session: \"x,y\"; it"
                        + " is skipped, as in the job\n");
    }

    @Test
    void aSessionOfUnknownItemsIsRefused() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        CommandRun run = run("--model", markov, "--session", "A,zz");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .isInstanceOf(CommandException.class)
                .hasMessage("model " + markov
                        + " knows no item of the session: \"A\" (did you mean a or b or c?), \"zz\"; give"
                        + " at least one item that it was trained on, spelled as in its log");
    }

    /** The known item is not among those that the answer rests on. */
    @Test
    void aKnownItemThatIsNotRetainedDoesNotHelp() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        CommandRun run = run("--model", markov, "--session", "a,zz", "--max-items", "1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow()).hasMessageContaining("knows no item of the session: \"zz\"");
    }

    @Test
    void aMissingOrWrongSessionIsStatusTwo() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
        assertWrong("there is no session; give --session ID,ID,… or --session-from FILE");
        assertWrong("there are two sessions;", "--session", "a", "--session-from", empty.toString());
        assertWrong("an id of --session has 0 characters; an item's id has 1 to 256", "--session", "a,,b");
        assertWrong("an id of --session has 0 characters", "--session", "");
        assertWrong("--temperature is 0.0; it must be over 0", "--session", "a", "--temperature", "0");
        assertWrong(
                "Invalid value for option '--length': 2000000000 is too large; it must be at most 10000",
                "--session",
                "a",
                "--length",
                "2000000000");
        assertWrong("Invalid value for option '--max-items': 10001 is", "--session", "a", "--max-items", "10001");
        assertWrong("--seed is of no use without --temperature", "--session", "a", "--seed", "3");
        CommandRun run = run("--model", "m.safetensors", "--session-from", empty.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessage("--session-from " + empty + " has no item; write one id per line, the oldest first");
    }

    private static void assertWrong(String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--model", "m.safetensors"));
        all.addAll(List.of(arguments));
        CommandRun run = run(all.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(message);
    }

    private static List<String> items(CommandRun run) {
        return run.out().lines().map(line -> line.split("  ")[1]).toList();
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(new ContinueCommand(), arguments);
    }
}
