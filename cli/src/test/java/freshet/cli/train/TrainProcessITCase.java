package freshet.cli.train;

import static freshet.cli.train.TrainProcesses.GRU4REC;
import static freshet.cli.train.TrainProcesses.ITEMS;
import static freshet.cli.train.TrainProcesses.MARKOV;
import static freshet.cli.train.TrainProcesses.PATIENCE_SECONDS;
import static freshet.cli.train.TrainProcesses.finish;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings that are killed while they write, and one that goes on beside a second start. They take
 * minutes, as a kill has to meet the moment.
 */
@Tag("slow")
class TrainProcessITCase {
    private static final int ATTEMPTS = 20; // on a busy machine a part comes and goes unseen

    @TempDir
    Path folder;

    private TrainProcesses runs;

    @BeforeEach
    void writeLog() throws IOException {
        runs = new TrainProcesses(folder);
    }

    @AfterEach
    void endProcesses() {
        runs.close();
    }

    @Test
    void killedWhileItWritesTheBundle_leavesTheOldOrTheNewOneWhole() throws Exception {
        Path old = folder.resolve("old");
        Files.writeString(old, "a b\nb c\n");
        assertThat(finish(runs.start("", old, MARKOV))).isZero();
        int oldItems = runs.items();

        killWhileItWrites("m.safetensors", GRU4REC + 1);

        assertThat(runs.items()).isIn(oldItems, ITEMS);
        assertThat(finish(runs.start("", runs.log(), GRU4REC + 1 + " --resume")))
                .as(runs.errors())
                .isZero();
        assertThat(runs.items()).isEqualTo(ITEMS);
        assertThat(runs.names()).containsExactly("m.safetensors");
    }

    @Test
    void killedWhileItWritesASnapshot_leavesTheOneBefore() throws Exception {
        int epochs = runs.interruptAfterSomeEpochs();

        killWhileItWrites("m.safetensors.training", GRU4REC + 1_000 + " --resume");

        assertThat(runs.output()).doesNotExist();
        int kept = runs.keptEpochs();
        assertThat(kept).isGreaterThanOrEqualTo(epochs);
        assertThat(finish(runs.start("", runs.log(), GRU4REC + (kept + 1) + " --resume")))
                .as(runs.errors())
                .isZero();
        assertThat(runs.items()).isEqualTo(ITEMS);
        assertThat(runs.names()).containsExactly("m.safetensors");
    }

    /**
     * A log that is missing ends these runs before they write anything: that they have started is
     * what cleans up.
     */
    @Test
    void theNextStartDeletesWhatAKilledOneLeft() throws Exception {
        runs.interruptAfterSomeEpochs();
        killWhileItWrites("m.safetensors.training", GRU4REC + 1_000 + " --resume");
        int kept = runs.keptEpochs();
        String other = ".n.safetensors.training.0f9d1c1e-8f0b-4c57-9a3e-2b6d5a7c8e90.part";
        Files.writeString(runs.output().resolveSibling(other), "of another output");

        assertThat(finish(runs.start("", runs.log().resolveSibling("none"), "--resume")))
                .isEqualTo(1);

        assertThat(runs.names()).containsExactlyInAnyOrder("m.safetensors.training", other);
        assertThat(runs.keptEpochs()).isEqualTo(kept);
    }

    @Test
    void aStartLeavesAloneWhatARunThatIsAtWorkOnTheSameOutputWrites() throws Exception {
        Process run = runs.start("", runs.log(), GRU4REC + 1_000);
        List<String> written;
        do {
            written = awaitPart(run, "m.safetensors.training");
            CommandRun.of(
                    new TrainCommand(),
                    "--train",
                    "none",
                    "--format",
                    "sequences",
                    "--output",
                    runs.output().toString());
        } while (run.isAlive()
                && !runs.parts("m.safetensors.training").equals(written)); // until one is written before and after
        int kept = Files.exists(runs.snapshot()) ? runs.keptEpochs() : 0;

        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> !run.isAlive() || Files.exists(runs.snapshot()) && runs.keptEpochs() > kept);
        assertThat(run.isAlive()).as("it goes on; errors: %s", runs.errors()).isTrue();
    }

    /**
     * Kills a run when the part of a file is there; that it is still there afterwards proves that
     * the file was not whole yet.
     */
    private void killWhileItWrites(String name, String arguments) throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS && runs.parts(name).isEmpty(); attempt++) {
            Process run = runs.start("", runs.log(), arguments);
            awaitPart(run, name);
            run.destroyForcibly();
            finish(run);
        }
        assertThat(runs.parts(name))
                .as("parts that the kill left; errors: %s", runs.errors())
                .isNotEmpty();
    }

    /** Waits until a file is being written; empty if the run has ended instead. */
    private List<String> awaitPart(Process run, String name) throws IOException {
        List<String> parts = runs.parts(name);
        while (run.isAlive() && parts.isEmpty()) {
            Thread.onSpinWait();
            parts = runs.parts(name);
        }
        return parts;
    }
}
