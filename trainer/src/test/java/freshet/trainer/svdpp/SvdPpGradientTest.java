package freshet.trainer.svdpp;

import static freshet.trainer.neural.WindowGradients.dropped;
import static freshet.trainer.neural.WindowGradients.row;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With dropout the formula takes over what was drawn. */
class SvdPpGradientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decay=0 threads=1",
                "decay=0.5 threads=2",
                "decay=0.3 threads=3",
                "loss=bpr-max bpreg=0.5 decay=0",
                "dropout_embedding=0.3 dropout_hidden=0.4 threads=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        SvdPp model = SvdPp.from(
                new Settings(SvdPp.KIND, SvdPp.ALLOWED, WindowGradients.settings("width=5 window=3 " + settings)));

        WindowGradients.check(
                model,
                (weights, encoder) ->
                        (windows, slot) -> query(model.decay(), weights, windows, slot, (FactorSum) encoder));
    }

    private static double[] query(double decay, Parameters weights, Windows windows, int slot, FactorSum encoder) {
        double[] query = new double[weights.width()];
        double norm = 0;
        for (int place = windows.from(slot); place < windows.to(slot); place++) {
            double weight = Math.pow(1 - decay, windows.to(slot) - 1 - place);
            norm += weight;
            double[] implicit =
                    dropped(row(weights.get(SvdPp.INPUT), windows.item(place)), encoder.inputDropout(), place);
            for (int i = 0; i < query.length; i++) {
                query[i] += weight * implicit[i];
            }
        }
        for (int i = 0; i < query.length; i++) {
            query[i] /= Math.sqrt(norm);
        }
        return dropped(query, encoder.queryDropout(), slot);
    }
}
