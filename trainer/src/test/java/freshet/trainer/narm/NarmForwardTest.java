package freshet.trainer.narm;

import freshet.trainer.neural.WindowScores;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainer, serving encoder and formulas give the same scores for windows of any length. */
class NarmForwardTest {

    @ParameterizedTest
    @CsvSource({"16, 16, 50, 1", "37, 21, 50, 2", "21, 37, 3, 1", "9, 100, 20, 1", "100, 50, 1, 1"})
    void trainerAndServingScoreByTheFormulas(int width, int units, int window, int threads) {
        Map<String, String> given = new HashMap<>(WindowScores.settings(width, window, threads));
        given.put("units", Integer.toString(units));

        WindowScores.check(Narm.from(new Settings(Narm.KIND, Narm.ALLOWED, given)), window, weights -> {
            ReferenceNarm formulas = new ReferenceNarm(new NarmWeights(weights, units));
            return items -> formulas.query(formulas.context(
                    Arrays.stream(items).mapToObj(formulas::row).toArray(double[][]::new)));
        });
    }
}
