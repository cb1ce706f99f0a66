package freshet.trainer.stamp;

import freshet.trainer.neural.WindowScores;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainer, serving encoder and formulas give the same scores for windows of any length. */
class StampForwardTest {

    @ParameterizedTest
    @CsvSource({"16, 50, 1", "37, 50, 2", "37, 3, 1", "9, 20, 1", "100, 1, 1"})
    void trainerAndServingScoreByTheFormulas(int width, int window, int threads) {
        Settings given = new Settings(Stamp.KIND, Stamp.ALLOWED, WindowScores.settings(width, window, threads));

        WindowScores.check(Stamp.from(given), window, weights -> {
            ReferenceStamp formulas = new ReferenceStamp(new StampWeights(weights));
            return items ->
                    formulas.query(Arrays.stream(items).mapToObj(formulas::row).toArray(double[][]::new));
        });
    }
}
