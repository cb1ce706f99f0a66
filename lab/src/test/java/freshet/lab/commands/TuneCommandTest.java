package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.cli.train.TuneCommand;
import freshet.model.bundle.BundleFile;
import freshet.model.data.EventLog;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.session.SessionRules;
import freshet.trainer.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
    private static final int TRIALS = 5;

    @TempDir
    static Path folder;

    private static ShopLogs shop = new ShopLogs(Path.of(""), Path.of(""));
    private static Path journal = Path.of("");
    private static CommandRun searched = new CommandRun(0, "", "", Optional.empty());

    @BeforeAll
    static void search() throws IOException {
        shop = ShopLogs.write(folder);
        journal = folder.resolve("journal.jsonl");
        searched = tune(shop.arguments(journal, "" + TRIALS));
    }

    @Test
    void everyTrialIsInTheJournalAndTheBestIsTheLargest() throws IOException {
        assertThat(searched.failure()).isEmpty();
        assertThat(searched.out()).contains("matrix products by openblas");
        List<JsonNode> trials = trials();
        assertThat(trials).hasSize(TRIALS);
        double largest =
                trials.stream().mapToDouble(TuneCommandTest::best).max().orElseThrow();
        assertThat(largest).isBetween(0.05, 1.0);
        List<String> table = searched.out()
                .lines()
                .dropWhile(line -> !line.contains("settings") || !line.contains("seconds"))
                .toList();
        assertThat(table.get(1).strip().split(" +")[1]).isEqualTo("%.4f".formatted(largest));
        assertThat(table.subList(1, 1 + TRIALS))
                .extracting(line -> Double.parseDouble(line.strip().split(" +")[1]))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(table.get(1 + TRIALS)).startsWith("best by Recall@20 of 5 trials: ");
    }

    /** The command that is printed trains to the very figure that the search had measured. */
    @Test
    void theCommandOfTheBestTrialMakesTheModelThatWasMeasured() throws IOException {
        String command = searched.out()
                .lines()
                .filter(line -> line.startsWith("freshet train "))
                .findFirst()
                .orElseThrow();
        assertThat(command).contains(" --min-support 1 ").doesNotContain("--validate", "--journal", "--search");
        Path output = folder.resolve("best.safetensors");
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.set(arguments.size() - 1, output.toString());

        CommandRun trained =
                CommandRun.of(new TrainCommand(), arguments.stream().skip(2).toArray(String[]::new));

        assertThat(trained.failure()).isEmpty();
        SessionRules rules = SessionRules.DEFAULT;
        double recall = new Validation(Sessions.of(EventLog.readAll(shop.later(), LogFormats.named("rsc15")), rules))
                .measure(BundleFile.read(output))
                .recall();
        assertThat(recall)
                .isEqualTo(trials().stream()
                        .mapToDouble(TuneCommandTest::best)
                        .max()
                        .orElseThrow());
    }

    @Test
    void theSameCommandAgainTrainsNothingAndSaysTheSame() throws IOException {
        byte[] before = Files.readAllBytes(journal);

        CommandRun again = tune(shop.arguments(journal, "" + TRIALS));

        assertThat(again.out()).contains("going on after trial 5 of 5; best so far: trial ");
        assertThat(again.out()).doesNotContain("trial 1 of 5").endsWith(tableOf(searched.out()));
        assertThat(journal).hasBinaryContent(before);
    }

    @Test
    void anotherLogWithTheSameJournalIsRefused() {
        CommandRun other = tune(new ShopLogs(shop.later(), shop.earlier()).arguments(journal, "5"));

        assertThat(message(other)).startsWith("journal " + journal + " is of another search: data_sha256 there is ");
    }

    @Test
    void aWrongSearchIsRefusedBeforeAnythingIsRead() throws IOException {
        String[] nowhere = {"--train", "nowhere.tsv", "--format", "rsc15", "--journal", "nowhere.jsonl"};

        assertThat(message(tune(nowhere, "--search", "layer=8/16")))
                .startsWith("cannot search \"layer\": model gru4rec has no such setting; it has layers, ");
        assertThat(message(tune(nowhere, "--search", "dropout_hidden=0..1")))
                .isEqualTo("cannot search dropout_hidden=0..1: dropout_hidden is \"1\"; it must be a number from 0.0 "
                        + "to 0.99");
        assertThat(message(tune(nowhere, "--search", "layers=8/16", "--set", "layers=8")))
                .isEqualTo("layers is fixed at 8 and searched in 8/16; give one of the two");
        assertThat(message(tune(nowhere, "--search", "objective=recall/mrr")))
                .isEqualTo("cannot search objective=recall/mrr: it says how trials are judged, so that no two that "
                        + "differ in it could be compared; give all of them one with --objective");
        assertThat(message(tune(nowhere, "--set", "epoch=2"))).contains("has no setting \"epoch\"");
        assertThat(message(tune(nowhere, "--model", "markov")))
                .isEqualTo("model markov has no settings to search; train it as it is");
        Path file = Files.writeString(folder.resolve("space.txt"), "# mine\n\nlayers = 8/16\nlayers=8\n");
        assertThat(message(tune(nowhere, "--search-file", file.toString())))
                .isEqualTo("--search-file " + file + ", line 4 is \"layers=8\"; write KEY=RANGE, and each key once");
        assertThat(message(tune(nowhere))).startsWith("log nowhere.tsv does not exist");
        assertThat(Path.of("nowhere.jsonl")).doesNotExist();
    }

    /**
     * Of twelve items every one is among the best twenty: by Recall@20 no epoch is better than the
     * first, by MRR@20 later ones are.
     */
    @Test
    void aTrialEndsByTheObjectiveThatIsSearchedFor() throws IOException {
        List<String> sessions = new ArrayList<>();
        for (int session = 0; session < 60; session++) {
            int start = session * 7;
            sessions.add("a" + start % 12 + " a" + (start + 1) % 12 + " a" + (start + 2) % 12);
        }
        Path log = Files.write(folder.resolve("cycle.txt"), sessions);
        String[] arguments = {
            "--train", log.toString(),
            "--format", "sequences",
            "--min-support", "1",
            "--trials", "1",
            "--set", "n_sample=16",
            "--set", "batch_size=8",
            "--set", "learning_rate=0.05",
            "--set", "epochs=8",
            "--set", "patience=1",
            "--search", "layers=8/9"
        };
        Path byRecall = folder.resolve("recall.jsonl");
        Path byMrr = folder.resolve("mrr.jsonl");

        tune(arguments, "--journal", byRecall.toString());
        CommandRun searchedMrr = tune(arguments, "--journal", byMrr.toString(), "--objective", "mrr");

        assertThat(trials(byRecall).get(0).path("recall@20")).hasSize(2);
        assertThat(trials(byMrr).get(0).path("mrr@20")).hasSizeGreaterThan(2);
        assertThat(searchedMrr.out()).contains("best by MRR@20 of 1 trials", " --set objective=mrr ");
    }

    /** Its trainer has no objective, seed or epochs: the search alone takes the first two. */
    @Test
    void aModelThatCountsIsSearchedByItsOwnSpace() throws IOException {
        Path counted = folder.resolve("counted.jsonl");

        CommandRun run = tune(new String[] {
            "--train", shop.earlier().toString(),
            "--validate", shop.later().toString(),
            "--format", "rsc15",
            "--min-support", "1",
            "--model", "sequential-rules",
            "--trials", "3",
            "--seed", "7",
            "--objective", "mrr",
            "--set", "rules=50",
            "--journal", counted.toString()
        });

        assertThat(run.failure()).isEmpty();
        assertThat(trials(counted)).hasSize(3).allSatisfy(trial -> assertThat(trial.path("mrr@20"))
                .hasSize(1));
        assertThat(run.out())
                .contains("best by MRR@20 of 3 trials: 3 finished", " --set rules=50 --set steps=")
                .doesNotContain("--set epochs=", "--set objective=", "--set seed=");
    }

    @Test
    void theSearchThatIsPrintedCanBeReadAgain() throws IOException {
        CommandRun printed = tune(new String[] {"--print-search"}, "--set", "loss=bpr-max");

        assertThat(printed.status()).isZero();
        assertThat(printed.out()).contains("learning_rate=0.03..0.3:log").doesNotContain("loss=");
        Path file = Files.writeString(folder.resolve("printed.txt"), "\ufeff" + printed.out());
        assertThat(tune(new String[] {"--print-search"}, "--search-file", file.toString())
                        .out())
                .isEqualTo(printed.out());
    }

    @Test
    void tooManyTrialsForTheSpaceAreRefusedBeforeAnyTraining() {
        String[] arguments = shop.arguments(folder.resolve("small.jsonl"), "4");
        String[] small = Stream.of(arguments)
                .map(argument -> argument.startsWith("learning_rate=")
                        ? "learning_rate=0.1"
                        : argument.startsWith("dropout_hidden=") ? "dropout_hidden=0" : argument)
                .toArray(String[]::new);

        CommandRun run = tune(small);

        assertThat(message(run)).startsWith("there are hardly more than 3 different settings to search");
        assertThat(run.out()).doesNotContain("trial 1");
    }

    private static List<JsonNode> trials() throws IOException {
        return trials(journal);
    }

    private static List<JsonNode> trials(Path journal) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> trials = new ArrayList<>();
        for (String line : Files.readAllLines(journal).stream().skip(1).toList()) {
            trials.add(json.readTree(line));
        }
        return trials;
    }

    private static double best(JsonNode trial) {
        return StreamSupport.stream(trial.path("recall@20").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .max()
                .orElseThrow();
    }

    private static String tableOf(String out) {
        return out.substring(out.indexOf("\ntrial Recall"));
    }

    private static String message(CommandRun run) {
        assertThat(run.status()).isEqualTo(1);
        return run.failure().orElseThrow().getMessage();
    }

    private static CommandRun tune(String[] arguments, String... more) {
        return CommandRun.of(
                new TuneCommand(),
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
    }
}
