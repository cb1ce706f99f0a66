package freshet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.Tensor;
import freshet.trainer.EpochResult;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Logs;
import freshet.trainer.TrainingException;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final TrainingOrigin ORIGIN = new TrainingOrigin(
            JsonNodeFactory.instance.objectNode().put("trainer", "gru4rec").put("code_version", "1"), "validation");
    private static final TrainingSnapshot SNAPSHOT = new TrainingSnapshot(
            ORIGIN,
            List.of(new EpochResult(1, 2.5, 0.25, Optional.of(new Accuracy(0.5, 0.125)))),
            Map.of("weights.item.bias", Tensor.floats(new float[] {0.5f, -1f, 0f}, 3)),
            Optional.of(new KeptModel(
                    Map.of("epoch", 1.0), Map.of("item.bias", Tensor.floats(new float[] {1, 2, 3}, 3)), List.of())));

    @TempDir
    private Path folder;

    private SnapshotFile file = new SnapshotFile(Path.of(""));

    @BeforeEach
    void write() {
        file = SnapshotFile.beside(folder.resolve("model.safetensors"));
        file.write(SNAPSHOT, Logs.cycle(3, 6));
    }

    @Test
    void itIsReadAsItWasWritten() {
        TrainingSnapshot read = file.read(ORIGIN);

        assertThat(file.path()).hasFileName("model.safetensors.training");
        assertThat(read.epochs()).isEqualTo(SNAPSHOT.epochs());
        assertThat(floats(read.state().get("weights.item.bias"))).containsExactly(0.5f, -1f, 0f);
        assertThat(floats(read.best().orElseThrow().weights().get("item.bias"))).containsExactly(1, 2, 3);
    }

    /** Most bytes are of weights, of which a wrong one is as good a number as the right one. */
    @Test
    void everyFlippedByteIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file.path());
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertRefused(flipped);
        }
    }

    @Test
    void everyCutAndEveryAddedByteIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file.path());
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1));
    }

    private void assertRefused(byte[] bytes) throws IOException {
        Files.write(file.path(), bytes);
        assertThatThrownBy(() -> file.read(ORIGIN))
                .isExactlyInstanceOf(TrainingException.class)
                .hasMessage("the snapshot of the interrupted training is of no use: bundle " + file.path()
                        + ": its content does not fit the checksum at its end: the file was cut short or changed after"
                        + " it was written; to begin anew, delete it");
    }

    private static float[] floats(Tensor tensor) {
        return ((Tensor.Floats) tensor).values();
    }
}
