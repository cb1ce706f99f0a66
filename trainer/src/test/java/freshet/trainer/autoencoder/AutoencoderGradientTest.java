package freshet.trainer.autoencoder;

import static freshet.trainer.neural.WindowGradients.dropped;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.Windows;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The formulas take over what noise, dropout and latent numbers were drawn. */
class AutoencoderGradientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decay=0",
                "decay=0 threads=2",
                "threads=9",
                "loss=cross-entropy embedding=separate threads=2",
                "embedding=separate",
                "noise=0.4 dropout_embedding=0.3 dropout_hidden=0.2 threads=2",
            })
    void everyGradientIsThatOfSquaredError(String settings) {
        Autoencoder model = Autoencoder.from(new Settings(
                Autoencoder.KIND, Autoencoder.ALLOWED, WindowGradients.settings("width=5 window=3 " + settings)));

        WindowGradients.check(model, (weights, encoder) -> {
            AutoencoderStack stack = (AutoencoderStack) encoder;
            ReferenceBag formulas = new ReferenceBag(model.bag(), weights);
            return (windows, slot) -> dropped(hidden(formulas, windows, slot, stack), stack.queryDropout(), slot);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decay=0 beta=0",
                "beta=0.5 threads=2",
                "threads=9 latent=7",
                "beta=1 loss=bpr-max embedding=separate threads=2",
                "beta=0.3 noise=0.4 dropout_embedding=0.3 dropout_hidden=0.2 threads=2",
            })
    void everyGradientIsThatOfTheLikelihoodAndTheDivergence(String settings) {
        MultVae model = MultVae.from(new Settings(
                MultVae.KIND,
                MultVae.ALLOWED,
                WindowGradients.settings("width=5 window=3 latent=4 annealing=0 " + settings)));

        WindowGradients.check(model, (weights, encoder) -> {
            AutoencoderStack stack = (AutoencoderStack) encoder;
            return new Variational(model, new ReferenceBag(model.bag(), weights), stack);
        });
    }

    private static double[] hidden(ReferenceBag formulas, Windows windows, int slot, AutoencoderStack stack) {
        return formulas.hidden(IntStream.range(windows.from(slot), windows.to(slot))
                .mapToObj(place -> noisy(formulas.input(windows.item(place)), place, stack))
                .toArray(double[][]::new));
    }

    private static double[] noisy(double[] row, int place, AutoencoderStack stack) {
        double noise = dropped(new double[] {1}, stack.noise(), place)[0];
        return Arrays.stream(dropped(row, stack.inputDropout(), place))
                .map(value -> noise * value)
                .toArray();
    }

    private record Variational(MultVae model, ReferenceBag formulas, AutoencoderStack stack)
            implements WindowGradients.Formulas {

        @Override
        public double[] query(Windows windows, int slot) {
            double[] hidden = hidden(formulas, windows, slot, stack);
            double[] latent = formulas.layer("latent.mean", hidden);
            double[] logVariance = formulas.layer("latent.variance", hidden);
            for (int i = 0; i < latent.length; i++) {
                latent[i] += Math.exp(logVariance[i] / 2)
                        * stack.gaussians().orElseThrow().value(slot, i);
            }
            return dropped(formulas.decoded(latent), stack.queryDropout(), slot);
        }

        @Override
        public double penalty(Windows windows, int slot) {
            double[] hidden = hidden(formulas, windows, slot, stack);
            double[] mean = formulas.layer("latent.mean", hidden);
            double[] logVariance = formulas.layer("latent.variance", hidden);
            double sum = 0;
            for (int i = 0; i < mean.length; i++) {
                sum += 1 + logVariance[i] - mean[i] * mean[i] - Math.exp(logVariance[i]);
            }
            return -model.beta() * sum / 2;
        }
    }
}
