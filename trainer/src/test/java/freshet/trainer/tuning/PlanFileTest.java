package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
    @TempDir
    Path folder;

    private static List<Session> sessions(int count, int salt) {
        return IntStream.range(0, count)
                .mapToObj(session -> new Session(
                        "s" + session,
                        IntStream.range(0, 2 + session % 4)
                                .mapToObj(event -> ItemEvent.view(
                                        "ü-" + (session * salt + event) % 11, 1_000_000L + session * 60_000L + event))
                                .toList()))
                .toList();
    }

    private final TrainingPlan plan = TrainingPlan.of(TrainingData.of(sessions(50, 7), new Preprocessing(3, 2, true)))
            .validatedOn(sessions(9, 5));

    private Path written() throws IOException {
        Path file = folder.resolve("plan");
        PlanFile.write(file, plan);
        return file;
    }

    @Test
    void aPlanIsReadBackWithItsHashes() throws IOException {
        TrainingPlan read = PlanFile.read(written());
        assertThat(read.data().hash()).isEqualTo(plan.data().hash());
        assertThat(read.validationHash()).isEqualTo(plan.validationHash());
        assertThat(read.data().vocabulary().items())
                .isEqualTo(plan.data().vocabulary().items());
        assertThat(read.data().support()).isEqualTo(plan.data().support());
        assertThat(read.data().times().toArray()).isEqualTo(plan.data().times().toArray());
    }

    @Test
    void aDamagedPlanIsRefused() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 9]++; // the number of the last event's item
        Files.write(file, bytes);
        assertThatThrownBy(() -> PlanFile.read(file)).isInstanceOfAny(IOException.class, RuntimeException.class);
    }
}
