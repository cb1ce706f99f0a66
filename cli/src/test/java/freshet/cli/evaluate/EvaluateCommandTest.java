package freshet.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items 1, 2, 3 and 4 have 5, 3, 2 and 1 training events; nobody knows 9. */
class EvaluateCommandTest {
    @TempDir
    Path folder;

    private String popularity;
    private String sessionPopularity;
    private String test;

    @BeforeEach
    void trainTwoModels() throws IOException {
        String train = write("train.txt", "1 2 3\n1 2\n1 2\n1 3\n4 1\n");
        popularity = train(train, "popularity");
        sessionPopularity = train(train, "session-popularity");
        test = write("test.txt", "1 1 2\n3 9\n");
    }

    @Test
    void severalModelsStandInColumns() {
        String table = evaluate("--k", "1,2").out();
        assertThat(table.lines().toList())
                .anySatisfy(
                        line -> assertThat(line.split(" +")).containsExactly("", "popularity", "session-popularity"))
                .anySatisfy(line -> assertThat(line.split(" +")).containsExactly("Recall@1", "0.3333", "0.3333"))
                .anySatisfy(line -> assertThat(line.split(" +")).containsExactly("Recall@2", "0.6667", "0.6667"))
                .anySatisfy(line -> assertThat(line.split(" +")).containsExactly("coverage@2", "0.5000", "0.7500"));
        assertThat(table).contains("served: equal scores rank in vocabulary order");
    }

    /** Lists after 1: 1 2; after 1 1: 1 2; after 3: 1 2 and 3 1. */
    @Test
    void jsonTellsAllOfEachModelOnALine() throws IOException {
        List<JsonNode> models = new ArrayList<>();
        for (String line : evaluate("--k", "2,1", "--json").out().lines().toList()) {
            models.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(models)
                .extracting(model -> model.path("model").asText())
                .containsExactly(popularity, sessionPopularity);
        JsonNode model = models.get(1);
        assertThat(model.path("k").asInt()).isEqualTo(2);
        assertThat(model.path("recall").asDouble()).isEqualTo(2 / 3.0);
        assertThat(model.path("mrr").asDouble()).isEqualTo((1 + 0.5) / 3);
        assertThat(model.path("predictions").asInt()).isEqualTo(3);
        assertThat(model.path("unknown").asInt()).isEqualTo(1);
        assertThat(model.path("ties").asText()).isEqualTo("served");
        assertThat(model.path("cutoffs").path(0).path("recall").asDouble()).isEqualTo(1 / 3.0);
        assertThat(model.path("cutoffs").path(1).path("distinctItems").asInt()).isEqualTo(3);
        assertThat(model.path("cutoffs")
                        .path(1)
                        .path("byPosition")
                        .path(1)
                        .path("mrr")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(model.path("cutoffs").path(1).path("bySessionLength")).hasSize(2);
    }

    /** The first item is 1 with 5 of 11, and comes next in one of three cases: after 1. */
    @Test
    void theErrorOfTheProbabilitiesIsTold() throws IOException {
        double error = 5 / 11.0 - 1 / 3.0;
        double byChance = Math.sqrt(2 / Math.PI * 5 / 11.0 * 6 / 11.0 / 3);
        String table = evaluate("--k", "1").out();
        assertThat(table.lines().toList())
                .anySatisfy(line -> assertThat(line.strip().split("  +"))
                        .startsWith("ECE of first 1", String.format(Locale.ROOT, "%.4f", error)))
                .anySatisfy(line -> assertThat(line.strip().split("  +"))
                        .startsWith("by chance", String.format(Locale.ROOT, "%.4f", byChance)))
                .anySatisfy(line ->
                        assertThat(line.strip().split(" +")).startsWith("0.400", "to", "0.467", "0.455", "0.333", "3"));
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(evaluate("--k", "1", "--json").out().lines().toList().get(0));
        assertThat(json.path("calibration")).hasSize(1);
        JsonNode first = json.path("calibration").path(0);
        assertThat(first.path("k").asInt()).isEqualTo(1);
        assertThat(first.path("expectedCalibrationError").asDouble()).isCloseTo(error, within(1e-6));
        assertThat(first.path("errorByChance").asDouble()).isCloseTo(byChance, within(1e-6));
        assertThat(first.path("bins").path(0).path("predictions").asInt()).isEqualTo(3);
    }

    @Test
    void aLogWithoutAnyPairOfEventsIsAnError() throws IOException {
        String single = write("single.txt", "1\n2\n3\n");
        for (String option : List.of("--exclude-current", "--json")) {
            CommandRun run = CommandRun.of(
                    new EvaluateCommand(), "--model", popularity, "--test", single, "--format", "sequences", option);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.failure().orElseThrow())
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("log " + single + ": none of its 3 sessions has two events")
                    .hasMessageContaining("there is nothing to predict");
        }
    }

    @Test
    void itemsNamedAsMissingAreToldBesideTheFigures() throws IOException {
        String log = write("missing.txt", "1 NULL 2\n2 NULL\n");
        CommandRun run = on(log, "sequences", "--json");

        assertThat(run.err())
                .isEqualTo("freshet: warning: log " + log + ": items are named as programs write a missing value:"
                        + " \"NULL\" (40.0 % of events); leave these events out of the log if they name no item\n");
        assertThat(run.out()).hasLineCount(1);
        assertThat(evaluate().err()).isEmpty();
    }

    /** The next items are unknown, so nothing is known of how popular they are; a miss is one. */
    @Test
    void aFigureOverNoCaseIsNotZero() throws IOException {
        String unknown = write("unknown.txt", "1 8 9\n");
        assertThat(on(unknown, "sequences", "--k", "2").out().lines().toList())
                .anySatisfy(line -> assertThat(line.strip().split("  +")).startsWith("of next items", "n/a"))
                .anySatisfy(line -> assertThat(line.split(" +")).startsWith("Recall@2", "0.0000"));
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(on(unknown, "sequences", "--json")
                        .out()
                        .lines()
                        .toList()
                        .get(0));
        assertThat(json.path("cutoffs").path(0).path("nextPopularity").isNull()).isTrue();
        assertThat(json.path("recall").isNumber()).isTrue();
    }

    @Test
    void aLogOfOtherItemsThanTheModelsIsTold() throws IOException {
        String other = write("other.txt", "x y z\nx y\n");

        assertThat(on(other, "sequences").err())
                .isEqualTo("freshet: warning: log " + other + ": 5 of 5 events are of items that model " + popularity
                        + " does not know; check that the log names items as the one that the model was trained on\n");
    }

    @Test
    void moreRanksThanItemsCountAsAllItems() {
        assertThat(recall("2000000000")).isEqualTo(recall("100"));

        CommandRun run = CommandRun.of(
                new EvaluateCommand(), "--model=m", "--test=t", "--format=rsc15", "--max-items=2000000000");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(
                        "Invalid value for option '--max-items': 2000000000 is too large; it must be at most 10000");
    }

    private List<String> recall(String k) {
        return evaluate("--k", k)
                .out()
                .lines()
                .filter(line -> line.startsWith("Recall@" + k + " "))
                .map(line -> line.replaceFirst("\\S+ +", ""))
                .toList();
    }

    @Test
    void theCurrentItemMayBeExcluded() {
        String table = evaluate("--k", "1", "--exclude-current").out();
        assertThat(table).contains("excluded: never recommended");
        assertThat(table.lines().toList())
                .anySatisfy(line -> assertThat(line.split(" +")).containsExactly("Recall@1", "0.3333", "0.3333"))
                .anySatisfy(line -> assertThat(line.split(" +"))
                        .containsExactly("", "1", "2", "0.0000", "0.0000", "0.0000", "0.0000"));
    }

    @Test
    void whatIsPassedOverIsShownWithItsNumbers() throws IOException {
        String good = "{\"sessionId\":\"%d\",\"itemId\":\"1\",\"eventTime\":%d}\n";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(i == 6 ? "{no json\n" : String.format(good, i / 2, 1_790_000_000_000L + i * 1000L));
        }
        String log = write("shop.jsonl", lines.toString());

        assertThat(on(log, "jsonl").out()).containsPattern("passed over +1 of 200 lines malformed: line 7: ");
        JsonNode json =
                JsonMapper.builder().build().readTree(on(log, "jsonl", "--json").out());
        assertThat(json.path("malformed").asInt()).isEqualTo(1);
        assertThat(json.path("unit").asText()).isEqualTo("line");
        assertThat(json.path("firstFaults").path(0).path("number").asInt()).isEqualTo(7);
    }

    @Test
    void anUnknownTieRuleIsRefusedWithTheRulesThereAre() {
        CommandRun run = CommandRun.of(
                new EvaluateCommand(),
                "--model",
                popularity,
                "--test",
                test,
                "--format",
                "sequences",
                "--ties",
                "best");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("\"best\" is no tie rule; there are served, standard, conservative, median");
    }

    private CommandRun on(String log, String format, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--model", popularity, "--test", log, "--format", format));
        arguments.addAll(List.of(options));
        CommandRun run = CommandRun.of(new EvaluateCommand(), arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        return run;
    }

    private CommandRun evaluate(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--model", popularity, "--model", sessionPopularity, "--test", test, "--format", "sequences"));
        arguments.addAll(List.of(options));
        CommandRun run = CommandRun.of(new EvaluateCommand(), arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        return run;
    }

    private String train(String log, String kind) {
        String output = folder.resolve(kind + ".safetensors").toString();
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train",
                log,
                "--format",
                "sequences",
                "--model",
                kind,
                "--min-support",
                "1",
                "--no-report",
                "--output",
                output);
        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        return output;
    }

    private String write(String name, String lines) throws IOException {
        return Files.writeString(folder.resolve(name), lines).toString();
    }
}
