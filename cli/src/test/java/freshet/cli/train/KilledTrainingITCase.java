package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet train} in processes of its own, which end before their time. */
class KilledTrainingITCase {
    private static final int EPOCHS = 60;
    private static final long PATIENCE_SECONDS = 300;

    /**
     * A busy machine may let a run come to its end before this test gets to ending it: then another
     * is begun.
     */
    private static final int ATTEMPTS = 10;

    @TempDir
    private Path folder;

    private Path log;
    private Path output;
    private Path snapshot;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void writeLog() throws IOException {
        log = folder.resolve("log.txt");
        output = folder.resolve("model.safetensors");
        snapshot = folder.resolve("model.safetensors.training");
        Files.write(
                log,
                IntStream.range(0, 2_000)
                        .mapToObj(i -> "a" + i % 50 + " a" + (i + 1) % 50 + " a" + i * 7 % 50 + " a" + (i + 3) % 50)
                        .toList());
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    /** Also a test of repeatability: the bytes come from different processes. */
    @Test
    void resumedAfterKillsItGivesTheBytesOfAnUninterruptedOne() throws Exception {
        Path whole = folder.resolve("whole.safetensors");
        CommandRun run = CommandRun.of(new TrainCommand(), arguments(whole));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.exists(snapshotOf(whole))).isFalse();

        boolean killed = false;
        for (int attempt = 1; attempt <= ATTEMPTS && !killed; attempt++) {
            beginAnew();
            killed = killedAtEpoch(3) && killedAtEpoch(6, "--resume");
        }
        assertThat(killed).as("the second run too was killed at work").isTrue();
        assertThat(BundleFile.readSealed(snapshot).kind()).isEqualTo("training-snapshot");
        Process last = start(errors(3), "--resume");
        assertThat(lines(last)).anySatisfy(line -> assertThat(epochAfter("going on after epoch ", line))
                .isGreaterThanOrEqualTo(5));
        assertThat(last.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(last.exitValue()).as(Files.readString(errors(3))).isZero();
        assertThat(Files.readAllBytes(output)).isEqualTo(Files.readAllBytes(whole));
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void askedToEndItSaysHowToGoOn() throws Exception {
        int status = 0;
        for (int attempt = 1; attempt <= ATTEMPTS && status == 0; attempt++) {
            beginAnew();
            Process process = start(errors(1));
            readToEpoch(process, 2);
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            status = process.exitValue();
        }

        assertThat(status).isEqualTo(1);
        assertThat(Files.readAllLines(errors(1))) // on a busy machine behind lines of progress
                .last()
                .asString()
                .matches("freshet: stopped after epoch \\d+; to go on from there, give the same command with --resume");
        assertThat(output).doesNotExist();
        assertThat(snapshot).exists();
    }

    @Test
    void interruptedTrainingIsToldAboutAndReplacedByANewOne() throws Exception {
        Files.writeString(snapshot, "no matter what");

        CommandRun run = CommandRun.of(new TrainCommand(), arguments(output, "--set", "epochs=1"));

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .startsWith("freshet: warning: " + snapshot + " holds an interrupted training")
                .contains("give --resume")
                .hasLineCount(1);
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void nothingToResumeIsSaidBeforeTheLogIsRead() throws IOException {
        Files.delete(log);

        CommandRun run = CommandRun.of(new TrainCommand(), arguments(output, "--resume"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessageContaining("there is no interrupted training to go on from: no file " + snapshot);
    }

    /** Leaves nothing of an earlier attempt. */
    private void beginAnew() throws IOException {
        Files.deleteIfExists(output);
        Files.deleteIfExists(snapshot);
    }

    /** Whether a run was killed before its end, which leaves a snapshot and no bundle. */
    private boolean killedAtEpoch(int least, String... more) throws Exception {
        Process process = start(errors(least), more);
        readToEpoch(process, least);
        process.destroyForcibly(); // SIGKILL
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() != 0 && !Files.exists(output);
    }

    /**
     * Reads until this epoch or a later one is done; the snapshot of the one before is there then.
     */
    private static void readToEpoch(Process process, int least) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && epochAfter("epoch ", line) < least) {
            line = out.readLine();
        }
        assertThat(line).as("the line of epoch " + least + " or a later one").isNotNull();
    }

    /** The number that follows these words at the beginning of a line; -1 without them. */
    private static int epochAfter(String words, String line) {
        Matcher found = Pattern.compile(Pattern.quote(words) + "(\\d+)\\b.*").matcher(line);
        return found.matches() ? Integer.parseInt(found.group(1)) : -1;
    }

    private static List<String> lines(Process process) {
        return process.inputReader(StandardCharsets.UTF_8).lines().toList();
    }

    private Process start(Path errors, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the launcher does: Java 24 and later warn
                "-Dfreshet.log=" + folder.resolve("freshet.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "freshet.cli.Freshet",
                "train"));
        command.addAll(List.of(arguments(output, more)));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        started.add(process);
        return process;
    }

    private Path errors(int number) {
        return folder.resolve("errors" + number);
    }

    private static Path snapshotOf(Path output) {
        return output.resolveSibling(output.getFileName() + ".training");
    }

    private String[] arguments(Path output, String... more) {
        List<String> common = List.of(
                "--train",
                log.toString(),
                "--format",
                "sequences",
                "--output",
                output.toString(),
                "--set",
                "layers=32",
                "--set",
                "n_sample=256");
        boolean setsEpochs = Stream.of(more).anyMatch(argument -> argument.startsWith("epochs="));
        Stream<String> epochs = setsEpochs ? Stream.of() : Stream.of("--set", "epochs=" + EPOCHS);
        return Stream.of(common.stream(), epochs, Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }
}
