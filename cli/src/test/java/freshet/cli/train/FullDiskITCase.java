package freshet.cli.train;

import static freshet.cli.train.TrainProcesses.GRU4REC;
import static freshet.cli.train.TrainProcesses.MARKOV;
import static freshet.cli.train.TrainProcesses.finish;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings whose bundle or snapshot finds no room. A limit on the size of files acts as the full
 * disk: the write fails half-way.
 */
@Tag("faults")
class FullDiskITCase {
    private static final String ROOM_FOR_10_MIB = "ulimit -f 10240; "; // the bundle has 26, the snapshot 77

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
    void aBundleThatFindsNoRoomIsOneLineAndLeavesNothing() throws Exception {
        Process run = runs.start("ulimit -f 1024; ", runs.log(), MARKOV); // 1 MiB

        assertThat(finish(run)).isEqualTo(1);
        assertThat(runs.errors())
                .startsWith("freshet: bundle " + runs.output() + " cannot be written: ")
                .contains("check the folder, its rights and free space")
                .hasLineCount(1);
        assertThat(runs.output().getParent()).isEmptyDirectory();
    }

    @Test
    void aSnapshotThatFindsNoRoomIsOneLineAndLeavesTheOneBefore() throws Exception {
        int epochs = runs.interruptAfterSomeEpochs();
        String before = BundleFile.sha256(runs.snapshot());

        Process run = runs.start(ROOM_FOR_10_MIB, runs.log(), GRU4REC + 1_000 + " --resume");

        assertThat(finish(run)).isEqualTo(1);
        assertThat(runs.errors())
                .startsWith("freshet: epoch " + (epochs + 1) + " is done, but its snapshot cannot be kept: bundle "
                        + runs.snapshot() + " cannot be written: ")
                .contains("check the folder, its rights and free space")
                .hasLineCount(1);
        assertThat(runs.names()).containsExactly("m.safetensors.training");
        assertThat(BundleFile.sha256(runs.snapshot())).isEqualTo(before);
    }

    @Test
    void aBundleThatFindsNoRoomLeavesTheSnapshotToGoOnFrom() throws Exception {
        int epochs = runs.interruptAfterSomeEpochs();
        String before = BundleFile.sha256(runs.snapshot());

        Process run = runs.start(ROOM_FOR_10_MIB, runs.log(), GRU4REC + epochs + " --resume");

        assertThat(finish(run)).isEqualTo(1);
        assertThat(runs.errors())
                .startsWith("freshet: bundle " + runs.output() + " cannot be written: ")
                .contains("what was learned is kept: when there is room, give the same command with --resume")
                .hasLineCount(1);
        assertThat(runs.names()).containsExactly("m.safetensors.training");
        assertThat(BundleFile.sha256(runs.snapshot())).isEqualTo(before);
        assertThat(finish(runs.start("", runs.log(), GRU4REC + epochs + " --resume")))
                .as(runs.errors())
                .isZero();
        assertThat(runs.names()).containsExactly("m.safetensors");
    }
}
