package freshet.trainer.sasrec;

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
class SasRecGradientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads=1",
                "threads=2",
                "threads=3",
                "threads=9",
                "blocks=1",
                "loss=bce",
                "loss=bpr-max bpreg=0.5 threads=2",
                "dropout_embedding=0.3 dropout_hidden=0.4",
                "dropout_embedding=0.2 dropout_hidden=0.2 threads=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        Settings given = new Settings(
                SasRec.KIND, SasRec.ALLOWED, WindowGradients.settings("width=6 blocks=2 window=3 " + settings));
        SasRec model = SasRec.from(given);

        WindowGradients.check(model, (weights, encoder) -> formulas(model, weights, encoder));
    }

    private static Formulas formulas(SasRec model, Parameters weights, TrainedEncoder<WindowBatches> encoder) {
        ReferenceSasRec sasRec = new ReferenceSasRec(new SasRecWeights(weights, model.blocks()));
        SasRecStack stack = (SasRecStack) encoder;
        return (windows, window) -> {
            int from = windows.from(window);
            int[] items =
                    IntStream.range(from, windows.to(window)).map(windows::item).toArray();
            return sasRec.query(
                    items,
                    (layer, place, values) -> dropped(values, stack.dropouts().get(layer), from + place));
        };
    }
}
