package freshet.trainer.autoencoder;

import freshet.trainer.neural.WindowScores;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainer, serving encoder and formulas give the same scores; served is the latent mean. */
class AutoencoderForwardTest {

    @ParameterizedTest
    @CsvSource({"16, 50, 1, shared", "37, 3, 2, separate", "100, 1, 1, shared"})
    void autoencoderScoresByTheFormulas(int width, int window, int threads, String embedding) {
        Autoencoder model = Autoencoder.from(
                new Settings(Autoencoder.KIND, Autoencoder.ALLOWED, settings(width, window, threads, embedding)));

        WindowScores.check(model, window, weights -> {
            ReferenceBag formulas = new ReferenceBag(model.bag(), weights);
            return items -> hidden(formulas, items);
        });
    }

    @ParameterizedTest
    @CsvSource({"16, 50, 1, shared, 8", "37, 3, 2, separate, 41", "100, 1, 1, shared, 33"})
    void multVaeScoresByTheFormulas(int width, int window, int threads, String embedding, int latent) {
        Map<String, String> given = settings(width, window, threads, embedding);
        given.put("latent", Integer.toString(latent));
        given.put("annealing", "1");
        MultVae model = MultVae.from(new Settings(MultVae.KIND, MultVae.ALLOWED, given));

        WindowScores.check(model, window, weights -> {
            ReferenceBag formulas = new ReferenceBag(model.bag(), weights);
            return items -> formulas.decoded(formulas.layer("latent.mean", hidden(formulas, items)));
        });
    }

    private static double[] hidden(ReferenceBag formulas, int[] items) {
        return formulas.hidden(Arrays.stream(items).mapToObj(formulas::input).toArray(double[][]::new));
    }

    private static Map<String, String> settings(int width, int window, int threads, String embedding) {
        Map<String, String> given = new HashMap<>(WindowScores.settings(width, window, threads));
        given.put("embedding", embedding);
        given.put("noise", "0.8");
        return given;
    }
}
