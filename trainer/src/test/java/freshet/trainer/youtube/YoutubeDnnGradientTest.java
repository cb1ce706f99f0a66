package freshet.trainer.youtube;

import static freshet.trainer.neural.WindowGradients.dropped;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions are hours apart. With dropout the formulas take over what was drawn. */
class YoutubeDnnGradientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads=1",
                "threads=2",
                "threads=9",
                "layers=6,4,5 threads=3",
                "embedding=separate",
                "embedding=separate threads=2",
                "decay=0.5",
                "context=none",
                "context=age",
                "context=time decay=0.25",
                "loss=bpr-max bpreg=0.5 threads=2",
                "layers=7,5 dropout_embedding=0.3 dropout_hidden=0.2 threads=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        YoutubeDnn model = YoutubeDnn.from(new Settings(
                YoutubeDnn.KIND,
                YoutubeDnn.ALLOWED,
                WindowGradients.settings("layers=5 window=3 decay=0 context=all context_width=2 " + settings)));

        WindowGradients.check(
                model,
                (weights, encoder) ->
                        (windows, slot) -> query(model, weights, windows, slot, (YoutubeDnnStack) encoder));
    }

    private static double[] query(
            YoutubeDnn model, Parameters weights, Windows windows, int slot, YoutubeDnnStack stack) {
        ReferenceYoutubeDnn formulas = new ReferenceYoutubeDnn(model, new YoutubeDnnWeights(weights, model));
        double[][] rows = IntStream.range(windows.from(slot), windows.to(slot))
                .mapToObj(place -> dropped(formulas.row(windows.item(place)), stack.inputDropout(), place))
                .toArray(double[][]::new);
        List<UnaryOperator<double[]>> dropouts = stack.layerDropouts().stream()
                .map(dropout -> (UnaryOperator<double[]>) values -> dropped(values, dropout, slot))
                .toList();
        return formulas.query(rows, OptionalLong.of(stack.times()[slot]), stack.ages()[slot], dropouts);
    }
}
