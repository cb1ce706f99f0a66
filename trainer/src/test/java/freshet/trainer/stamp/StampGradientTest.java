package freshet.trainer.stamp;

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
class StampGradientTest {

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
                new Settings(Stamp.KIND, Stamp.ALLOWED, WindowGradients.settings("width=5 window=3 " + settings));

        WindowGradients.check(Stamp.from(given), StampGradientTest::formulas);
    }

    private static Formulas formulas(Parameters weights, TrainedEncoder<WindowBatches> encoder) {
        ReferenceStamp stamp = new ReferenceStamp(new StampWeights(weights));
        StampStack stack = (StampStack) encoder;
        return (windows, slot) -> {
            double[][] window = IntStream.range(windows.from(slot), windows.to(slot))
                    .mapToObj(row -> dropped(stamp.row(windows.item(row)), stack.inputDropout(), row))
                    .toArray(double[][]::new);
            return dropped(stamp.query(window), stack.queryDropout(), slot);
        };
    }
}
