package freshet.trainer.sasrec;

import freshet.trainer.neural.WindowScores;
import freshet.trainer.sasrec.ReferenceSasRec.Dropped;
import freshet.trainer.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainer, serving encoder and formulas give the same scores for windows of any length. */
class SasRecForwardTest {

    @ParameterizedTest
    @CsvSource({"16, 1, 50, 1", "37, 2, 50, 2", "21, 3, 3, 1", "9, 2, 20, 3", "100, 1, 1, 1"})
    void trainerAndServingScoreByTheFormulas(int width, int blocks, int window, int threads) {
        Map<String, String> given = new HashMap<>(WindowScores.settings(width, window, threads));
        given.put("blocks", Integer.toString(blocks));

        WindowScores.check(SasRec.from(new Settings(SasRec.KIND, SasRec.ALLOWED, given)), window, weights -> {
            ReferenceSasRec formulas = new ReferenceSasRec(new SasRecWeights(weights, blocks));
            return items -> formulas.query(items, Dropped.NONE);
        });
    }
}
