package freshet.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bundles trained on a few sessions in which song b follows a, c follows b and so on. */
final class TrainedModels {
    static final List<String> KINDS =
            List.of("popularity", "session-popularity", "markov", "item-knn", "vmis-knn", "gru4rec");

    private TrainedModels() {}

    /** Trains a model and gives its bundle. */
    static String train(Path folder, String kind) throws IOException {
        Path log = Files.writeString(
                folder.resolve("songs.txt"), "a b c d e\na b c d\nb c d e a\nc d e a\na b c\nd e a b\n");
        Path bundle = folder.resolve(kind + ".safetensors");
        List<String> arguments = new ArrayList<>(List.of("--train", log.toString(), "--format", "sequences"));
        arguments.addAll(List.of("--model", kind, "--min-support", "1", "--no-report", "--output", bundle.toString()));
        if (kind.equals("gru4rec")) {
            arguments.addAll(List.of("--set", "layers=8", "--set", "epochs=2", "--set", "batch_size=2"));
        }
        CommandRun run = CommandRun.of(new TrainCommand(), arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        return bundle.toString();
    }
}
