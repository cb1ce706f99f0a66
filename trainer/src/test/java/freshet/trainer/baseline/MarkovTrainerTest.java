package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.load.ModelLoader;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkovTrainerTest {

    /**
     * Rows: a 0 (5 events), b 1 (4), c 2 (3), d 3 (1). After a: b 2, c 1, d 1; after b: a 2, b 1;
     * after c: a 1, c 1.
     */
    private static final TrainingData DATA = Logs.data("a b a c", "b b a", "c c a b", "a d");

    @Test
    void countsStandInRowsBestFirst() {
        Map<String, Tensor> weights = train(DATA).weights();

        assertThat(((Tensor.Longs) weights.get("markov.offsets")).values()).containsExactly(0, 3, 5, 7, 7);
        assertThat(((Tensor.Ints) weights.get("markov.next")).values()).containsExactly(1, 2, 3, 0, 1, 0, 2);
        assertThat(((Tensor.Longs) weights.get("markov.count")).values()).containsExactly(2, 1, 1, 2, 1, 1, 1);
    }

    /** −(2·ln ½ + 2·ln ¼ + 2·ln ⅔ + ln ⅓ + 2·ln ½) / 9. */
    @Test
    void lossIsTheMeanSurpriseOfThePairs() {
        assertThat(train(DATA).metrics().get("training_loss")).isCloseTo(0.828302, within(1e-6));
    }

    @Test
    void selfTestHoldsSharesOfWhatFollowedTheLastItem() {
        assertThat(train(DATA).selfTest())
                .contains(
                        new SelfTestCase(List.of("a", "b", "a"), List.of("b", "c", "d"), List.of(0.5f, 0.25f, 0.25f)),
                        new SelfTestCase(List.of("b", "b"), List.of("a", "b"), List.of(2 / 3f, 1 / 3f)));
    }

    @Test
    void servedAfterAWayThroughAFile(@TempDir Path folder) {
        Path file = folder.resolve("markov.safetensors");
        BundleFile.write(file, train(Logs.cycle(30, 100)));

        ModelLoader.load(BundleFile.read(file), 1).close();
    }

    private static ModelBundle train(TrainingData data) {
        return Trainers.named("markov", Map.of()).train(data, TrainingListener.SILENT);
    }
}
