package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every failure is one line that says what is wrong, where, and what to do. */
class CommandLineErrorsTest {
    private static final String NOBODY = "127.0.0.1:1"; // a port that no broker listens on
    private static final Duration PATIENCE = Duration.ofSeconds(45); // less than the minute of Kafka's own

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpIsThereForTheRootAndForEveryCommand() {
        for (String command : Freshet.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "train",
                        "tune",
                        "evaluate",
                        "compare",
                        "ratings",
                        "explain",
                        "continue",
                        "similar",
                        "split",
                        "publish",
                        "models",
                        "topics",
                        "serve",
                        "replay",
                        "items",
                        "watch",
                        "audit");
        assertThat(out.toString().replaceAll("\\s", "")) // a long path is wrapped
                .contains(LogFile.path().toString());
    }

    @Test
    void aMissingLogIsOneLineAndStatusOne() {
        assertThat(run("train", "--train", "nowhere.tsv", "--format", "rsc15", "--output", folder + "/m.safetensors"))
                .isEqualTo(1);
        assertOneLine("freshet: log nowhere.tsv does not exist");
    }

    @Test
    void aMissingModelIsOneLineAndStatusOne() {
        assertThat(run("evaluate", "--model", "nowhere.safetensors", "--test", "nowhere.tsv", "--format", "rsc15"))
                .isEqualTo(1);
        assertOneLine("freshet: bundle nowhere.safetensors does not exist");
    }

    @Test
    void anUnknownFormatIsOneLineWithTheKnownOnes() {
        assertThat(run("evaluate", "--model", "m.safetensors", "--test", "t.tsv", "--format", "rsc16"))
                .isEqualTo(2);
        assertOneLine(
                "freshet: Invalid value for option '--format': log format \"rsc16\" is unknown; known are csv, tsv");
    }

    @Test
    void eventsAreWrittenInOneEncodingThatIsNamed() {
        assertThat(run("replay", "--events", "t.tsv", "--format", "rsc15", "--events-format", "auto"))
                .isEqualTo(2);
        assertOneLine("freshet: Invalid value for option '--events-format': \"auto\" is no encoding to write; it must"
                + " be avro or json");
    }

    @Test
    void namesToChooseFromAreInLowerCaseInHelpAndErrors() {
        assertThat(run("split", "--by", "middle")).isEqualTo(2);
        assertOneLine("freshet: Invalid value for option '--by': \"middle\" is none of start, end; see ");
        assertThat(run("tune", "--objective", "ndcg")).isEqualTo(2);
        assertOneLine("freshet: Invalid value for option '--objective': \"ndcg\" is none of recall, mrr; see ");
        assertThat(run("tune", "--help")).isZero();
        assertThat(run("audit", "--help")).isZero();
        assertThat(out.toString()).contains("median, none").contains("auto, avro or json");
    }

    @Test
    void aModelWithoutSettingsIsNotSearched() {
        assertThat(run(
                        "tune",
                        "--model=markov",
                        "--train=nowhere.tsv",
                        "--format=rsc15",
                        "--journal=" + folder.resolve("journal")))
                .isEqualTo(1);
        assertOneLine("freshet: model markov has no settings to search; train it as it is");
    }

    @Test
    void aJournalThatCannotBeKeptIsNamedBeforeTheLogIsRead() {
        Path journal = folder.resolve("none").resolve("journal");
        assertThat(run("tune", "--train=nowhere.tsv", "--format=rsc15", "--journal=" + journal))
                .isEqualTo(1);
        assertOneLine("freshet: --journal " + journal + " cannot be written: " + journal.getParent());
    }

    @Test
    void anUnknownSettingIsOneLineWithTheKnownOnes() throws IOException {
        assertThat(run(
                        "train",
                        "--train",
                        log(),
                        "--format",
                        "sequences",
                        "--set",
                        "epoch=2",
                        "--output",
                        folder + "/m.safetensors"))
                .isEqualTo(1);
        assertOneLine("freshet: model gru4rec has no setting \"epoch\"");
    }

    @Test
    void settingsAreListedWithDefaultRangeAndMeaningWithoutAnyLog() {
        assertThat(run("train", "--model", "gru4rec", "--list-settings")).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "batch_size +default 32; a whole number from 1 to 4096: sessions that are learned from");
        assertThat(run("train", "--model", "gpt", "--list-settings")).isEqualTo(1);
        assertOneLine("freshet: no model is named \"gpt\"");
    }

    @Test
    void anOutputFileThatExistsIsNotReplaced() throws IOException {
        Path output = Files.writeString(folder.resolve("m.safetensors"), "precious");

        assertThat(run("train", "--train", "nowhere.tsv", "--format", "rsc15", "--output", output.toString()))
                .isEqualTo(1);
        assertOneLine("freshet: --output " + output + " exists already");
        assertThat(output).hasContent("precious");
    }

    @Test
    void aMissingBrokerIsOneLineWithinSeconds() throws IOException {
        String log = log();
        String model = folder + "/markov.safetensors";
        assertThat(run(
                        "train",
                        "--train",
                        log,
                        "--format",
                        "sequences",
                        "--min-support",
                        "1",
                        "--model",
                        "markov",
                        "--output",
                        model))
                .isZero();

        assertSoonOneLine("serve", "--bootstrap-servers", NOBODY, "--checkpoints", folder.toString());
        assertSoonOneLine("audit", "--bootstrap-servers", NOBODY);
        assertSoonOneLine("items", "--bootstrap-servers", NOBODY, "--withhold", "a");
        assertSoonOneLine("replay", "--bootstrap-servers", NOBODY, "--events", log, "--format", "sequences");
        assertSoonOneLine("publish", "--bootstrap-servers", NOBODY, "--model", model, "--store", folder.toString());
    }

    @Test
    void aFileThatIsNoBundleIsNamedBeforeAnyBrokerIsAsked() throws IOException {
        assertThat(run("publish", "--bootstrap-servers", NOBODY, "--model", log(), "--store", folder.toString()))
                .isEqualTo(1);
        assertOneLine("freshet: bundle " + folder.resolve("log.txt") + ": ");
    }

    @Test
    void itemsThatMakeNoSenseAreNamedBeforeAnyBrokerIsAsked() {
        assertThat(run("items", "--bootstrap-servers", NOBODY)).isEqualTo(2);
        assertOneLine("freshet: there is no item to withhold or release; give --withhold or --release");
        assertThat(run("items", "--bootstrap-servers", NOBODY, "--withhold", "a,b", "--release", "b"))
                .isEqualTo(2);
        assertOneLine("freshet: item b is to be withheld and to be released; name it once");
        assertThat(run("items", "--bootstrap-servers", NOBODY, "--withhold", "a,,b"))
                .isEqualTo(2);
        assertOneLine("freshet: an id of --withhold has 0 characters; an item's id has 1 to 256");
        assertThat(run("items", "--bootstrap-servers", NOBODY, "--withhold-from", "nowhere.txt"))
                .isEqualTo(1);
        assertOneLine("freshet: there is no file nowhere.txt; check the path");
    }

    @Test
    void aMissingValidationLogIsNamedBeforeTheTraining() throws IOException {
        String output = folder + "/m.safetensors";
        String nowhere = folder + "/nowhere.txt";
        assertThat(run("train", "--train", log(), "--validate", nowhere, "--format", "sequences", "--output", output))
                .isEqualTo(1);
        assertOneLine("freshet: log " + nowhere + " does not exist");
    }

    @Test
    void aCheckpointFolderOfTheSettingsIsNotSilentlyIgnored() {
        assertThat(run("serve", "--bootstrap-servers", NOBODY, "--set", "checkpoint.dir=file:///cp"))
                .isEqualTo(1);
        assertOneLine("freshet: checkpoint.dir is file:///cp, but serve keeps its checkpoints in --checkpoints");
    }

    private String log() throws IOException {
        return Files.writeString(folder.resolve("log.txt"), "1 2 3\n2 3\n").toString();
    }

    @Test
    void aWrongCommandLineIsStatusTwo() {
        assertThat(run("evaluate", "--k", "0", "--model", "m", "--test", "t", "--format", "rsc15"))
                .isEqualTo(2);
        assertThat(run("train")).isEqualTo(2);
        assertThat(run("tran")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void aTopicIsReadInPlaceOfAFile() {
        assertThat(run("train", "--output", "m", "--train", "t.tsv", "--format", "rsc15", "--from", "7d"))
                .isEqualTo(2);
        assertOneLine("freshet: --from goes with --kafka; give it, or leave --from out; see freshet train --help");
        assertThat(run("train", "--output", "m", "--train", "t.tsv", "--kafka", NOBODY))
                .isEqualTo(2);
        assertOneLine("freshet: --kafka and --train name two logs to learn from; leave one of them out; see freshet"
                + " train --help");
        assertThat(run("evaluate", "--model", "m.safetensors")).isEqualTo(2);
        assertOneLine("freshet: Missing required option: '--test=FILE', or '--kafka=HOST:PORT'; see freshet evaluate"
                + " --help");
        assertThat(run("evaluate", "--model", "m", "--kafka", NOBODY, "--until", "soon"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("or offsets, 0:1200,1:1333");
    }

    @Test
    void aMissingOptionOfAGroupHasOnePrefix() {
        assertThat(run("models", "--bootstrap-servers", NOBODY, "--store", "store"))
                .isEqualTo(2);
        assertOneLine("freshet: Missing required argument(s): --prune; see freshet models --help");
    }

    @Test
    void aCommandOfACheckoutIsNamedAsOne() {
        for (String command : Freshet.OF_A_CHECKOUT) {
            assertThat(run(command, "--port", "9092")).as(command).isEqualTo(2);
            assertOneLine("freshet: " + command + " is a command of a checkout; run ./freshet " + command + " in one");
        }
        assertThat(run("dema")).isEqualTo(2);
        assertThat(err.toString()).contains("Unmatched argument").doesNotContain("checkout");
    }

    @Test
    void tooLittleMemoryIsOneLineThatSaysHowToGiveMore() {
        int status = Freshet.ready(new CommandLine(new Hungry()))
                .setErr(new PrintWriter(err))
                .execute();

        assertThat(status).isEqualTo(1);
        assertOneLine("freshet: out of memory: ");
        assertThat(err.toString()).contains("FRESHET_JAVA_OPTS=-Xmx8g");
    }

    /** Asks for an array that no heap has. */
    @Command(name = "hungry")
    private static final class Hungry implements Callable<Integer> {
        @Override
        public Integer call() {
            return new long[Integer.MAX_VALUE].length;
        }
    }

    @Test
    void aWrongSettingOfTheJobIsOneLine() {
        assertThat(run("serve", "--bootstrap-servers", NOBODY, "--set", "session.gab=1 min"))
                .isEqualTo(1);
        assertOneLine("freshet: unknown setting session.gab; did you mean session.gap?");
    }

    private void assertSoonOneLine(String... arguments) {
        int status = Assertions.assertTimeout(PATIENCE, () -> run(arguments));
        assertThat(status).isEqualTo(1);
        assertOneLine("freshet: no Kafka broker answers at " + NOBODY);
    }

    private void assertOneLine(String start) {
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith(start);
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return Freshet.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
