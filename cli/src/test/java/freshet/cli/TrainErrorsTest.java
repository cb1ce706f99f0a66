package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a training cannot go on from is one line, and leaves no bundle. */
class TrainErrorsTest {
    private static final String GOOD = "a b c\nb c\nc a b\n";

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void anEmptyLogIsNamed() throws IOException {
        Path log = log("");
        assertRefused(train(log), "freshet: log " + log + " is empty; format sequences is ");
    }

    @Test
    void sessionsOfOneEventAreNothingToTrainOn() throws IOException {
        Path log = log("a\nb\nc\n");
        assertRefused(
                train(log),
                "freshet: log " + log + ": nothing is left to train on: of 3 sessions with 3 events none has 2 events");
    }

    @Test
    void oneItemIsNothingToChooseFrom() throws IOException {
        Path log = log("a a a\na a\n");
        assertRefused(
                train(log), "freshet: log " + log + ": one item alone is left to train on, \"a\", of 1 in the log");
    }

    @Test
    void oneSessionIsTrainedOnWithAWarning() throws IOException {
        Path log = log("a b c\n");

        assertThat(train(log)).isZero();
        assertThat(err.toString().lines())
                .containsExactly("freshet: warning: log " + log
                        + " leaves one session to learn from; the model will know that one alone");
        assertThat(BundleFile.read(output()).vocabulary().size()).isEqualTo(3);
    }

    @Test
    void moreThanOneMalformedLineInAHundredEndsBothReadings() throws IOException {
        Path bad = log("a b\n" + "x".repeat(257) + "\n");
        assertRefused(train(bad), "freshet: log " + bad + ": 1 of 2 lines are malformed, first line 2: item 1 is ");
        assertRefused(
                train(log(GOOD), "--validate", bad.toString()),
                "freshet: log " + bad + ": 1 of 2 lines are malformed, first line 2: item 1 is ");
    }

    @Test
    void learningSinceATimeWantsAModelToStartFrom() throws IOException {
        assertRefused(
                train(log(GOOD), "--learn-since", "2026-01-31T00:00:00Z"),
                "freshet: --learn-since 2026-01-31T00:00:00Z goes with --start-from: ");
    }

    @Test
    void aTextIsNoAvroFile() throws IOException {
        Path text = log(GOOD);
        assertRefused(
                run(text, List.of("--format", "avro")),
                "freshet: log " + text + ": this is no Avro object container file");
    }

    @Test
    void aValidationLogWithoutPredictionsIsNamed() throws IOException {
        Path later = log("a\nb\n");
        assertRefused(
                train(log(GOOD), "--validate", later.toString()),
                "freshet: log " + later + ": none of the 2 validation sessions has two events");
    }

    @Test
    void aShareThatLeavesNothingIsNamed() throws IOException {
        Path single = log("a b c\n");
        assertRefused(
                train(single, "--validate-share", "0.5"),
                "freshet: log " + single
                        + ": splitting the last 0.5 off 1 sessions by time leaves 0 earlier and 1 later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1.5", "-0.1", "NaN", "a tenth"})
    void aShareOutOfRangeIsAWrongCommandLine(String share) {
        assertThat(train(folder.resolve("nowhere"), "--validate-share=" + share))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("freshet: Invalid value for option '--validate-share': \"" + share
                        + "\" is no share over 0 and under 1; write for example 0.1")
                .hasLineCount(1);
    }

    @Test
    void twoWaysToValidateAreAWrongCommandLine() throws IOException {
        Path log = log(GOOD);
        assertThat(train(log, "--validate", log.toString(), "--validate-share", "0.1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("freshet: --validate=FILE, --validate-share=S are mutually exclusive")
                .hasLineCount(1);
    }

    @Test
    void aSessionLengthOfOneIsAWrongCommandLine() throws IOException {
        assertThat(train(log(GOOD), "--min-session-length", "1")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("freshet: --min-session-length is 1; it must be at least 2")
                .hasLineCount(1);
    }

    @Test
    void aModelOfAnotherShapeToStartFromIsNamed() throws IOException {
        assertThat(train(log(GOOD))).isZero();
        Path older = Files.move(output(), folder.resolve("older"));

        assertRefused(
                run(log(GOOD), List.of("--start-from", older.toString(), "--set", "layers=5")),
                "freshet: the model to start from is gru4rec {");
        assertRefused(
                train(log(GOOD), "--start-from", folder + "/none"),
                "freshet: bundle " + folder + "/none does not exist");
        assertRefused(
                run(log(GOOD), List.of("--start-from", older.toString(), "--model", "markov")),
                "freshet: model markov counts anew each time");
    }

    /**
     * No setting within its range makes Adagrad diverge so far; weights that are finite and absurd
     * do, where they meet zeros.
     */
    @Test
    void aLossThatIsNoNumberEndsTheTraining() throws IOException {
        assertThat(train(log(GOOD), "--set", "embedding=separate")).isZero();
        Path older = absurd(Map.of("item.input", 0f, "gru.0.input", Float.MAX_VALUE));
        assertRefused(
                train(
                        log(GOOD),
                        "--set",
                        "embedding=separate",
                        "--set",
                        "batch_size=1",
                        "--set",
                        "label_smoothing=0",
                        "--start-from",
                        older.toString()),
                "freshet: the loss is NaN after ");
    }

    @Test
    void weightsThatCouldOverflowAreNoModelToStartFrom() throws IOException {
        assertThat(train(log(GOOD))).isZero();
        Path older = absurd(Map.of("item.embedding", Float.MAX_VALUE));
        assertRefused(
                train(log(GOOD), "--start-from", older.toString()),
                "freshet: the model to start from is of no use: row 0 of \"item.embedding\" and its bias add up "
                        + "to 1.4e+39");
    }

    /** What was trained last, with some tensors of one value alone. */
    private Path absurd(Map<String, Float> values) throws IOException {
        ModelBundle sound = BundleFile.read(output());
        Map<String, Tensor> weights = new TreeMap<>(sound.weights());
        values.forEach((name, value) -> weights.put(name, filled((Tensor.Floats) weights.get(name), value)));
        Path file = folder.resolve("absurd");
        BundleFile.write(
                file,
                new ModelBundle(
                        sound.kind(),
                        sound.configuration(),
                        sound.provenance(),
                        sound.metrics(),
                        sound.vocabulary(),
                        sound.support(),
                        weights,
                        List.of(new SelfTestCase(List.of("a"), List.of(), List.of()))));
        Files.delete(output());
        return file;
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamedBeforeTheTraining() throws IOException {
        Path log = log(GOOD);
        Path missing = folder.resolve("missing/m.safetensors");
        assertRefused(
                train(log, "--output", missing.toString()),
                "freshet: --output " + missing + " cannot be written: " + missing.getParent() + " is no folder");
        assertRefused(train(log, "--output", folder.toString()), "freshet: --output " + folder + " is a folder");
        assertRefused(train(log, "--output", "/dev/full", "--force"), "freshet: --output /dev/full is a device");
    }

    private int train(Path log, String... more) {
        List<String> settings = List.of("--set", "layers=4", "--set", "epochs=1", "--set", "n_sample=4");
        return run(log, Stream.concat(settings.stream(), Stream.of(more)).toList());
    }

    private int run(Path log, List<String> more) {
        err.getBuffer().setLength(0);
        List<String> arguments =
                new ArrayList<>(List.of("train", "--train", log.toString(), "--no-report", "--min-support", "1"));
        arguments.addAll(more);
        if (!more.contains("--format")) {
            arguments.addAll(List.of("--format", "sequences"));
        }
        if (!more.contains("--output")) {
            arguments.addAll(List.of("--output", output().toString()));
        }
        return Freshet.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private void assertRefused(int status, String start) {
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).startsWith(start).hasLineCount(1);
        assertThat(output()).doesNotExist();
    }

    private Path output() {
        return folder.resolve("m.safetensors");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "log", ".txt"), text);
    }

    private static Tensor.Floats filled(Tensor.Floats like, float value) {
        float[] values = new float[like.values().length];
        Arrays.fill(values, value);
        return new Tensor.Floats(like.shape(), values);
    }
}
