package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldOutTest {
    private static final int LARGE = 10_000; // sessions of two predictions; a twentieth of them has 1,000
    private static final List<String> SMALL_MODEL =
            List.of("--set", "layers=4", "--set", "epochs=2", "--set", "n_sample=8", "--set", "batch_size=256");

    @TempDir
    Path folder;

    @Test
    void neuralModelOfALargeLogIsFittedToItsLastSessions() throws IOException {
        CommandRun run = train(LARGE, "gru4rec", SMALL_MODEL);

        assertThat(run.out())
                .contains("held out: the last 500 sessions, to choose the epoch and to fit the probabilities; they are"
                        + " learned in the end")
                .contains("probabilities fitted to 1,000 predictions in validation sessions")
                .contains("learning the sessions that were held out");
        assertThat(sessions(bundle())).isEqualTo(LARGE - 500);
        assertThat(bundle().provenance().at("/held_out/sessions").asInt()).isEqualTo(500);
        assertThat(bundle().provenance().at("/settings/epochs").asInt()).isEqualTo(2);
        assertThat(bundle().calibration()).isPresent();
        assertThat(bundle().provenance().at("/logs/validation_share").asDouble())
                .isEqualTo(0.05);
        assertThat(bundle().metrics()).containsKey("validation_recall@20");
    }

    @Test
    void modelThatCountsLearnsAllAfterTheFit() throws IOException {
        train(LARGE, "markov", List.of());

        assertThat(sessions(bundle())).isEqualTo(LARGE);
        assertThat(bundle().calibration()).isPresent();
    }

    @Test
    void smallLogIsLearnedFromAsAWhole() throws IOException {
        CommandRun run = train(LARGE - 20, "gru4rec", SMALL_MODEL);

        assertThat(run.out()).doesNotContain("held out", "probabilities");
        assertThat(sessions(bundle())).isEqualTo(LARGE - 20);
        assertThat(bundle().calibration()).isEmpty();
    }

    @Test
    void nothingIsHeldOutWhereThatIsSwitchedOff() throws IOException {
        List<String> more = new ArrayList<>(SMALL_MODEL);
        more.add("--no-validation");
        CommandRun run = train(LARGE, "gru4rec", more);

        assertThat(run.out()).doesNotContain("held out", "probabilities");
        assertThat(sessions(bundle())).isEqualTo(LARGE);
        assertThat(bundle().calibration()).isEmpty();
    }

    @Test
    void warmStartKeepsTheFitOfTheModelThatItStartsFrom() throws IOException {
        train(LARGE, "gru4rec", SMALL_MODEL);
        Path older = Files.move(output(), folder.resolve("older.safetensors"));
        List<String> more = new ArrayList<>(SMALL_MODEL);
        more.addAll(List.of("--start-from", older.toString()));
        CommandRun run = train(LARGE, "gru4rec", more);

        assertThat(run.out()).doesNotContain("held out");
        assertThat(sessions(bundle())).isEqualTo(LARGE);
        assertThat(bundle().calibration()).isEqualTo(BundleFile.read(older).calibration());
    }

    private static int sessions(ModelBundle bundle) {
        return bundle.provenance().at("/data/sessions").asInt();
    }

    private ModelBundle bundle() {
        return BundleFile.read(output());
    }

    private Path output() {
        return folder.resolve("model.safetensors");
    }

    private CommandRun train(int count, String model, List<String> more) throws IOException {
        StringBuilder sessions = new StringBuilder();
        for (int i = 0; i < count; i++) {
            sessions.append(i % 5)
                    .append(' ')
                    .append((i + 1) % 5)
                    .append(' ')
                    .append(i * (i % 7) % 5)
                    .append('\n');
        }
        Path log = Files.writeString(folder.resolve("log.txt"), sessions.toString());
        List<String> arguments = new ArrayList<>(List.of("--model", model, "--train", log.toString()));
        arguments.addAll(List.of("--format", "sequences", "--session-gap", "none", "--min-support", "1"));
        arguments.addAll(List.of("--no-report", "--output", output().toString()));
        arguments.addAll(more);
        return CommandRun.of(new TrainCommand(), arguments.toArray(String[]::new));
    }
}
