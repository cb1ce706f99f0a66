package freshet.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.trainer.Trainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final List<String> SMALL =
            List.of("--set", "gru4rec.layers=8", "--set", "gru4rec.epochs=1", "--set", "gru4rec.batch_size=4");

    @TempDir
    Path folder;

    private Path train;
    private Path test;
    private Path journal;

    @BeforeEach
    void writeLogs() throws IOException {
        train = Files.writeString(folder.resolve("train.txt"), sessions(1, 60));
        test = Files.writeString(folder.resolve("test.txt"), sessions(2, 20));
        journal = folder.resolve("compare.jsonl");
    }

    @Test
    void figuresAreThoseOfTrainAndEvaluate() throws IOException {
        assertDone(compare("--models", "markov,gru4rec", "--seeds", "7"));

        for (JsonNode finish : finishes()) {
            String model = finish.path("model").asText();
            Path bundle = train(model);
            JsonNode evaluated = JsonMapper.builder()
                    .build()
                    .readTree(CommandRun.of(
                                    new EvaluateCommand(),
                                    "--model=" + bundle,
                                    "--test=" + test,
                                    "--format=sequences",
                                    "--json")
                            .out());
            assertThat(finish.path("recall@20")).isEqualTo(evaluated.path("recall"));
            assertThat(finish.path("mrr@20")).isEqualTo(evaluated.path("mrr"));
            assertThat(finish.path("coverage@20"))
                    .isEqualTo(evaluated.path("cutoffs").path(0).path("coverage"));
            assertThat(finish.path("calibration_error"))
                    .isEqualTo(evaluated.path("calibration").path(0).path("expectedCalibrationError"));
            assertThat(finish.path("predictions")).isEqualTo(evaluated.path("predictions"));
            assertThat(finish.path("calibration_error@20"))
                    .isEqualTo(evaluated.path("calibration").path(1).path("expectedCalibrationError"));
            assertThat(finish.path("vector_bytes").asInt()).isEqualTo(model.equals("markov") ? 0 : 8 * Float.BYTES);
            assertThat(finish.path("session_bytes").asDouble()
                            - finish.path("vector_bytes").asDouble())
                    .isBetween(15.0, 60.0); // three to seven events of short ids
            assertThat(finish.path("events_per_core_second").asDouble()).isGreaterThan(10);
            assertThat(finish.path("bundle_bytes").asDouble()).isCloseTo(Files.size(bundle), within(4_000.0));
        }
    }

    @Test
    void aSecondCallTrainsOnlyWhatIsNotNoted() throws IOException {
        assertDone(compare("--models", "markov,popularity"));
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).hasSize(3);
        Files.writeString(
                journal,
                lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 40));

        CommandRun again = compare("--models", "markov,popularity");

        assertDone(again);
        assertThat(again.out()).contains("markov: noted in " + journal).doesNotContain("popularity: noted");
        assertThat(Files.readAllLines(journal).subList(0, 2)).isEqualTo(lines.subList(0, 2));
        assertThat(finishes()).hasSize(2);
    }

    @Test
    void aDamagedLineIsNamedAndStays() throws IOException {
        assertDone(compare("--models", "markov"));
        String whole = Files.readString(journal);
        for (String damaged : List.of(
                whole.replaceFirst("\"mrr@20\":[0-9.]+", "\"mrr@20\":\"high\""),
                whole.replaceFirst("\"seconds\":", "\"seconds\":-"),
                whole.replace("mrr@20", "mrr"),
                whole.replace(",\"model\"", "\"model\""),
                whole + "\n")) {
            Files.writeString(journal, damaged);
            int line = damaged.equals(whole + "\n") ? 3 : 2;
            assertFault("--journal " + journal + ", line " + line + " is damaged: it", "--models", "markov");
            assertThat(journal).hasContent(damaged);
        }
    }

    @Test
    void everyModelIsComparedAndThePageShowsThem() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--seeds", "7", "--name", "a|b <i>"));
        for (String model : Trainers.names()) {
            Trainers.quick(model)
                    .forEach((key, value) -> arguments.addAll(List.of("--set", model + "." + key + "=" + value)));
        }
        CommandRun run = command(arguments.toArray(String[]::new));

        assertDone(run);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("train.txt", "test.txt", "compare.jsonl", "compare.html");
        }
        String page = Files.readString(folder.resolve("compare.html"));
        for (String model : Trainers.names()) {
            assertThat(run.out()).containsPattern("(?m)^\\| " + model.replace("_", ".") + ".* \\|$");
            assertThat(page).contains("<th scope=\"row\">" + model);
        }
        assertThat(run.out()).contains("| a\\|b \\<i> | Recall@20, % | spread | MRR@20, %");
        assertThat(page).contains("<bdi>a|b &lt;i&gt;</bdi>").doesNotContain("<i>");
    }

    @Test
    void logsOfSeveralCallsAreOnOnePage() throws IOException {
        assertDone(compare("--models", "markov", "--name", "first"));
        Files.writeString(train, sessions(3, 50));
        assertDone(compare("--models", "markov", "--name", "second"));

        assertThat(Files.readString(folder.resolve("compare.html")))
                .contains("<bdi>first</bdi>", "<bdi>second</bdi>", "data-chart=\"log1\"");
    }

    @Test
    void aLogOfItemsThatNoModelKnowsIsTold() throws IOException {
        Files.writeString(test, "x y z\nx z\n");

        assertThat(compare("--models", "markov").out())
                .contains("\nwarning: log " + test + ": 5 of 5 events are of items that model markov does not know");
    }

    @Test
    void aLogWithoutPairsOfEventsIsRefusedAndNothingNoted() throws IOException {
        Files.writeString(test, "x\ny\n");

        assertFault("log " + test + ": none of its 2 sessions has two events at a session gap of ");

        assertThat(journal).hasContent("{\"compare\":1}");
    }

    @Test
    void aPlaceForNoJournalIsNamedAsTheJournals() {
        journal = folder.resolve("nowhere/compare.jsonl");

        assertFault("--journal " + journal + " cannot be written: ");
    }

    @Test
    void whatMakesNoSenseIsNamedBeforeTheLogsAreRead() throws IOException {
        assertFault("no model is named \"gpt\"", "--models", "gpt");
        assertFault(
                "model markov: model markov has no setting \"epochs\"",
                "--models",
                "markov",
                "--set",
                "markov.epochs=2");
        assertFault("model gru4rec: learning_rate is \"NaN\"", "--set", "gru4rec.learning_rate=NaN");
        assertFault("--name is blank; say what the log is called", "--name", " ");
        assertFault("--set epochs=2 names no model; write MODEL.KEY=VALUE", "--set", "epochs=2");
        assertFault(
                "--set gru4rec.epochs=2 is for model \"gru4rec\", which is not compared; there are markov",
                "--models",
                "markov",
                "--set",
                "gru4rec.epochs=2");
        assertFault("--set gru4rec.seed=2: name the seeds of all models with --seeds", "--set", "gru4rec.seed=2");
        Files.writeString(journal, "precious\n");
        assertFault("--journal " + journal + " exists and is no journal of a comparison", "--models", "markov");
        assertThat(journal).hasContent("precious\n");
    }

    private void assertFault(String message, String... more) {
        CommandRun run = command(more);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message);
    }

    private static void assertDone(CommandRun run) {
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
    }

    private CommandRun compare(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        if (arguments.contains("markov,gru4rec")) {
            arguments.addAll(SMALL);
        }
        return command(arguments.toArray(String[]::new));
    }

    private CommandRun command(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--train=" + train, "--test=" + test, "--format=sequences", "--min-support=1", "--journal=" + journal));
        arguments.addAll(List.of(more));
        return CommandRun.of(new CompareCommand(), arguments.toArray(String[]::new));
    }

    private Path train(String model) {
        Path bundle = folder.resolve(model + ".safetensors");
        List<String> arguments = new ArrayList<>(List.of(
                "--train=" + train,
                "--format=sequences",
                "--min-support=1",
                "--model=" + model,
                "--no-report",
                "--output=" + bundle));
        if (model.equals("gru4rec")) {
            arguments.add("--seed=7");
            SMALL.forEach(word -> arguments.add(word.replace("gru4rec.", "")));
        }
        CommandRun run = CommandRun.of(new TrainCommand(), arguments.toArray(String[]::new));
        assertDone(run);
        return bundle;
    }

    private List<JsonNode> finishes() throws IOException {
        List<JsonNode> finishes = new ArrayList<>();
        for (String line : Files.readAllLines(journal)) {
            JsonNode json = JsonMapper.builder().build().readTree(line);
            if (json.has("model")) {
                finishes.add(json);
            }
        }
        return finishes;
    }

    /** Items that mostly follow each other in a circle of thirty. */
    private static String sessions(long seed, int count) {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        for (int session = 0; session < count; session++) {
            int item = random.nextInt(30);
            for (int i = 0; i < 3 + random.nextInt(5); i++) {
                lines.append("s").append(item).append(' ');
                item = (item + 1 + random.nextInt(2)) % 30;
            }
            lines.append('\n');
        }
        return lines.toString();
    }
}
