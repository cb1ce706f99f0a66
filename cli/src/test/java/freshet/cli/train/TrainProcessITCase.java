package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of their own that are ended or starved while they write a bundle or a snapshot of many
 * megabytes.
 */
class TrainProcessITCase {
    private static final int ITEMS = 50_000;
    private static final String MARKOV = "--model markov";
    private static final String GRU4REC = "--set layers=128 --set batch_size=512 --set n_sample=64 --set epochs=";
    private static final String ROOM_FOR_10_MIB = "ulimit -f 10240; "; // the bundle has 26, the snapshot 77
    private static final int ATTEMPTS = 20; // on a busy machine a part comes and goes unseen
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    Path folder;

    private Path log;
    private Path output;
    private Path snapshot;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void writeLog() throws IOException {
        log = folder.resolve("log");
        output = Files.createDirectory(folder.resolve("models")).resolve("m.safetensors");
        snapshot = output.resolveSibling("m.safetensors.training");
        StringBuilder sessions = new StringBuilder();
        for (int item = 0; item < ITEMS; item++) {
            sessions.append("item")
                    .append(item)
                    .append(" item")
                    .append((item + 1) % ITEMS)
                    .append('\n');
        }
        Files.writeString(log, sessions);
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void killedWhileItWritesTheBundle_leavesTheOldOrTheNewOneWhole() throws Exception {
        Path old = folder.resolve("old");
        Files.writeString(old, "a b\nb c\n");
        assertThat(finish(start("", old, MARKOV))).isZero();
        int oldItems = items();

        killWhileItWrites("m.safetensors", GRU4REC + 1);

        assertThat(items()).isIn(oldItems, ITEMS);
        assertThat(finish(start("", log, GRU4REC + 1 + " --resume")))
                .as(errors())
                .isZero();
        assertThat(items()).isEqualTo(ITEMS);
        assertThat(names()).containsExactly("m.safetensors");
    }

    @Test
    void killedWhileItWritesASnapshot_leavesTheOneBefore() throws Exception {
        int epochs = interruptAfterSomeEpochs();

        killWhileItWrites("m.safetensors.training", GRU4REC + 1_000 + " --resume");

        assertThat(output).doesNotExist();
        int kept = keptEpochs();
        assertThat(kept).isGreaterThanOrEqualTo(epochs);
        assertThat(finish(start("", log, GRU4REC + (kept + 1) + " --resume")))
                .as(errors())
                .isZero();
        assertThat(items()).isEqualTo(ITEMS);
        assertThat(names()).containsExactly("m.safetensors");
    }

    /**
     * A log that is missing ends these runs before they write anything: that they have started is
     * what cleans up.
     */
    @Test
    void theNextStartDeletesWhatAKilledOneLeft() throws Exception {
        interruptAfterSomeEpochs();
        killWhileItWrites("m.safetensors.training", GRU4REC + 1_000 + " --resume");
        int kept = keptEpochs();
        String other = ".n.safetensors.training.0f9d1c1e-8f0b-4c57-9a3e-2b6d5a7c8e90.part";
        Files.writeString(output.resolveSibling(other), "of another output");

        assertThat(finish(start("", log.resolveSibling("none"), "--resume"))).isEqualTo(1);

        assertThat(names()).containsExactlyInAnyOrder("m.safetensors.training", other);
        assertThat(keptEpochs()).isEqualTo(kept);
    }

    @Test
    void aStartLeavesAloneWhatARunThatIsAtWorkOnTheSameOutputWrites() throws Exception {
        Process run = start("", log, GRU4REC + 1_000);
        List<String> written;
        do {
            written = awaitPart(run, "m.safetensors.training");
            CommandRun.of(
                    new TrainCommand(), "--train", "none", "--format", "sequences", "--output", output.toString());
        } while (run.isAlive()
                && !parts("m.safetensors.training").equals(written)); // until one is written before and after
        int kept = Files.exists(snapshot) ? keptEpochs() : 0;

        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> !run.isAlive() || Files.exists(snapshot) && keptEpochs() > kept);
        assertThat(run.isAlive()).as("it goes on; errors: %s", errors()).isTrue();
    }

    /**
     * A limit on the size of files acts as the full disk, here and below: the write fails
     * half-way.
     */
    @Test
    void aBundleThatFindsNoRoomIsOneLineAndLeavesNothing() throws Exception {
        Process run = start("ulimit -f 1024; ", log, MARKOV); // 1 MiB

        assertThat(finish(run)).isEqualTo(1);
        assertThat(errors())
                .startsWith("freshet: bundle " + output + " cannot be written: ")
                .contains("check the folder, its rights and free space")
                .hasLineCount(1);
        assertThat(output.getParent()).isEmptyDirectory();
    }

    @Test
    void aSnapshotThatFindsNoRoomIsOneLineAndLeavesTheOneBefore() throws Exception {
        int epochs = interruptAfterSomeEpochs();
        String before = BundleFile.sha256(snapshot);

        Process run = start(ROOM_FOR_10_MIB, log, GRU4REC + 1_000 + " --resume");

        assertThat(finish(run)).isEqualTo(1);
        assertThat(errors())
                .startsWith("freshet: epoch " + (epochs + 1) + " is done, but its snapshot cannot be kept: bundle "
                        + snapshot + " cannot be written: ")
                .contains("check the folder, its rights and free space")
                .hasLineCount(1);
        assertThat(names()).containsExactly("m.safetensors.training");
        assertThat(BundleFile.sha256(snapshot)).isEqualTo(before);
    }

    @Test
    void aBundleThatFindsNoRoomLeavesTheSnapshotToGoOnFrom() throws Exception {
        int epochs = interruptAfterSomeEpochs();
        String before = BundleFile.sha256(snapshot);

        Process run = start(ROOM_FOR_10_MIB, log, GRU4REC + epochs + " --resume");

        assertThat(finish(run)).isEqualTo(1);
        assertThat(errors())
                .startsWith("freshet: bundle " + output + " cannot be written: ")
                .contains("what was learned is kept: when there is room, give the same command with --resume")
                .hasLineCount(1);
        assertThat(names()).containsExactly("m.safetensors.training");
        assertThat(BundleFile.sha256(snapshot)).isEqualTo(before);
        assertThat(finish(start("", log, GRU4REC + epochs + " --resume")))
                .as(errors())
                .isZero();
        assertThat(names()).containsExactly("m.safetensors");
    }

    /**
     * Kills a run when the part of a file is there; that it is still there afterwards proves that
     * the file was not whole yet.
     */
    private void killWhileItWrites(String name, String arguments) throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS && parts(name).isEmpty(); attempt++) {
            Process run = start("", log, arguments);
            awaitPart(run, name);
            run.destroyForcibly();
            finish(run);
        }
        assertThat(parts(name))
                .as("parts that the kill left; errors: %s", errors())
                .isNotEmpty();
    }

    /** Waits until a file is being written; empty if the run has ended instead. */
    private List<String> awaitPart(Process run, String name) throws IOException {
        List<String> parts = parts(name);
        while (run.isAlive() && parts.isEmpty()) {
            Thread.onSpinWait();
            parts = parts(name);
        }
        return parts;
    }

    /** Leaves a snapshot of a number of epochs. */
    private int interruptAfterSomeEpochs() throws Exception {
        Process run = start("", log, GRU4REC + 1_000);
        while (run.isAlive() && !Files.exists(snapshot)) {
            Thread.onSpinWait();
        }
        run.destroy(); // SIGTERM
        assertThat(finish(run)).as(errors()).isEqualTo(1);
        Matcher stopped = Pattern.compile("stopped after epoch (\\d+);").matcher(errors());
        assertThat(stopped.find()).as(errors()).isTrue();
        return Integer.parseInt(stopped.group(1));
    }

    private Process start(String before, Path train, String arguments) throws IOException {
        // Java's own counters file is larger than the limit.
        String java = ProcessHandle.current().info().command().orElseThrow() + " -XX:-UsePerfData -Xmx1g"
                + " --enable-native-access=ALL-UNNAMED -cp '" // as the launcher does: Java 24 and later warn
                + System.getProperty("java.class.path") + "'";
        String command = before + "exec " + java + " -Dfreshet.log=" + folder.resolve("freshet.log")
                + " freshet.cli.Freshet train --train " + train
                + " --format sequences --no-report --force --min-support 1 --output " + output + " " + arguments;
        Process process = new ProcessBuilder(List.of("bash", "-c", command))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static int finish(Process run) throws InterruptedException {
        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return run.exitValue();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private int keptEpochs() {
        return BundleFile.readSealed(snapshot).configuration().path("epochs").size();
    }

    private int items() {
        return BundleFile.read(output).vocabulary().size();
    }

    /** Those that hold bytes: what a start asks by, whether the folder takes a file, is empty. */
    private List<String> parts(String name) throws IOException {
        Pattern part = Pattern.compile(Pattern.quote("." + name + ".") + "[0-9a-f-]{36}\\.part");
        return names().stream()
                .filter(part.asMatchPredicate())
                .filter(file -> output.resolveSibling(file).toFile().length() > 0) // 0, too, if it is gone
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
