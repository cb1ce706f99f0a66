package freshet.trainer.lru;

import freshet.trainer.neural.WindowScores;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trainer, serving encoder and formulas give the same scores for sessions of any length, longer
 * ones than a prediction was learned from included.
 */
class LruForwardTest {
    private static final int LONGEST = 1000; // no session is cut

    @ParameterizedTest
    @CsvSource({"16, 50, 1, 1", "37, 50, 2, 2", "37, 3, 1, 3", "9, 20, 1, 1", "100, 1, 1, 2"})
    void trainerAndServingScoreByTheFormulas(int width, int window, int threads, int blocks) {
        Map<String, String> settings = new HashMap<>(WindowScores.settings(width, window, threads));
        settings.put("blocks", Integer.toString(blocks));
        settings.put("state", Integer.toString(width / 2 + 1));
        settings.put("feed_forward", Integer.toString(width + 3));
        settings.put("dropout_embedding", "0.5");
        settings.put("dropout_hidden", "0.5");

        WindowScores.check(Lru.from(new Settings(Lru.KIND, Lru.ALLOWED, settings)), LONGEST, weights -> {
            ReferenceLru formulas = new ReferenceLru(new LruWeights(weights, blocks));
            return items -> query(formulas, blocks, items);
        });
    }

    private static double[] query(ReferenceLru formulas, int blocks, int[] items) {
        double[][] rows = Arrays.stream(items).mapToObj(formulas::row).toArray(double[][]::new);
        for (int block = 0; block < blocks; block++) {
            rows = formulas.block(block, rows, at -> UnaryOperator.identity(), at -> UnaryOperator.identity());
        }
        return rows[rows.length - 1];
    }
}
