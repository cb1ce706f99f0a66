package freshet.trainer.lru;

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
class LruGradientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads=1",
                "threads=2",
                "threads=3 blocks=2",
                "threads=9 blocks=2",
                "loss=bce",
                "loss=bpr-max bpreg=0.5 threads=2",
                "dropout_embedding=0.3 dropout_hidden=0.2",
                "dropout_embedding=0.2 dropout_hidden=0.2 threads=2 blocks=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        Settings given = new Settings(
                Lru.KIND, Lru.ALLOWED, WindowGradients.settings("width=6 state=4 feed_forward=7 window=3 " + settings));
        Lru model = Lru.from(given);

        WindowGradients.check(model, (weights, encoder) -> formulas(model, weights, encoder));
    }

    private static Formulas formulas(Lru model, Parameters parameters, TrainedEncoder<WindowBatches> encoder) {
        ReferenceLru lru = new ReferenceLru(new LruWeights(parameters, model.blocks()));
        LruDropouts dropouts = ((LruStack) encoder).dropouts();
        return (windows, slot) -> {
            int first = windows.from(slot);
            double[][] rows = IntStream.range(first, windows.to(slot))
                    .mapToObj(row -> dropped(lru.row(windows.item(row)), dropouts.inputs(), row))
                    .toArray(double[][]::new);
            int last = rows.length - 1;
            for (int block = 0; block < model.blocks(); block++) {
                boolean top = block + 1 == model.blocks();
                int number = block;
                rows = lru.block(
                        block,
                        rows,
                        at -> values -> top && at < last
                                ? values
                                : dropped(values, dropouts.mixed().get(number), top ? slot : first + at),
                        at -> values -> top && at < last
                                ? values
                                : dropped(values, dropouts.forwarded().get(number), top ? slot : first + at));
            }
            return rows[last];
        };
    }
}
