package freshet.trainer.narm;

import static freshet.trainer.neural.WindowGradients.dropped;

import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.WindowGradients.Formulas;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With dropout the formulas take over what was drawn. */
class NarmGradientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads=1",
                "threads=2",
                "threads=3",
                "threads=9",
                "loss=bce",
                "loss=bpr-max bpreg=0.5 threads=2",
                "dropout_embedding=0.3 dropout_hidden=0.4",
                "dropout_embedding=0.5 dropout_hidden=0.2 threads=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        Settings given =
                new Settings(Narm.KIND, Narm.ALLOWED, WindowGradients.settings("width=5 units=4 window=3 " + settings));
        Narm model = Narm.from(given);

        WindowGradients.check(model, (weights, encoder) -> formulas(model, weights, encoder));
    }

    private static Formulas formulas(Narm model, Parameters weights, TrainedEncoder<WindowBatches> encoder) {
        ReferenceNarm narm = new ReferenceNarm(new NarmWeights(weights, model.units()));
        NarmStack stack = (NarmStack) encoder;
        return (windows, slot) -> {
            double[][] window = IntStream.range(windows.from(slot), windows.to(slot))
                    .mapToObj(row -> dropped(narm.row(windows.item(row)), stack.inputDropout(), row))
                    .toArray(double[][]::new);
            return narm.query(dropped(narm.context(window), stack.contextDropout(), slot));
        };
    }
}
