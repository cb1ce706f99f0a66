package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.Tensor;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemKnnTrainerTest {

    /** Rows: a 0 (4 events, 3 sessions), b 1 (3, 3), c 2 (2, 2), d 3 (1, 1). */
    private static final TrainingData DATA = Logs.data("a b c d", "b a", "a b a c");

    @Test
    void aSimilarityIsTheCosineOfTheSessions() {
        Map<String, Tensor> weights = train(DATA, "damping", "0");

        assertThat(((Tensor.Longs) weights.get("rules.offsets")).values()).containsExactly(0, 3, 6, 9, 12);
        assertThat(((Tensor.Ints) weights.get("rules.next")).values())
                .containsExactly(1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2);
        float ac = (float) (2 / Math.sqrt(6));
        float ad = (float) (1 / Math.sqrt(3));
        float cd = (float) (1 / Math.sqrt(2));
        assertThat(((Tensor.Floats) weights.get("rules.weight")).values())
                .containsExactly(new float[] {1, ac, ad, 1, ac, ad, ac, ac, cd, ad, ad, cd}, within(1e-6f));
    }

    /** a b: 3 / √(4 · 4), a c: 2 / √(4 · 3), a d: 1 / √(4 · 2); b has the same. c d: 1 / √6. */
    @Test
    void dampingLowersWhatFewSessionsSay() {
        Map<String, Tensor> weights = train(DATA, "damping", "1");

        assertThat(((Tensor.Floats) weights.get("rules.weight")).values())
                .startsWith(new float[] {0.75f, (float) (2 / Math.sqrt(12)), (float) (1 / Math.sqrt(8))});
    }

    @Test
    void onlyTheMostSimilarItemsAreKept() {
        assertThat(((Tensor.Ints) train(DATA, "similar", "1").get("rules.next")).values())
                .containsExactly(1, 0, 0, 2);
    }

    @Test
    void onlyTheLatestItemsOfASessionCount() {
        Map<String, Tensor> weights = train(Logs.data("a b c", "a c"), "session_items", "2");

        // b and c, a and c
        assertThat(((Tensor.Ints) weights.get("rules.next")).values()).containsExactly(1, 0, 2, 1);
    }

    private static Map<String, Tensor> train(TrainingData data, String setting, String value) {
        return Trainers.named("item-knn", Map.of(setting, value))
                .train(data, TrainingListener.SILENT)
                .weights();
    }
}
