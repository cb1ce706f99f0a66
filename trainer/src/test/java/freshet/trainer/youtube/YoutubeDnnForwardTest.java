package freshet.trainer.youtube;

import freshet.trainer.neural.WindowScores;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trainer, serving encoder and formulas give the same scores at any hour and weekday, and at none.
 */
class YoutubeDnnForwardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers=16",
                "layers=37,20 threads=2",
                "layers=30,37 embedding=separate window=3 decay=0.3",
                "layers=9 window=1 context=time",
                "layers=20 context=age decay=0.5",
                "layers=20 context=none",
            })
    void trainerAndServingScoreByTheFormulas(String settings) {
        YoutubeDnn model = model(settings);

        WindowScores.checkTimed(model, model.window(), weights -> {
            ReferenceYoutubeDnn formulas = new ReferenceYoutubeDnn(model, new YoutubeDnnWeights(weights, model));
            return (items, time) -> formulas.query(
                    Arrays.stream(items).mapToObj(formulas::row).toArray(double[][]::new),
                    time,
                    0,
                    Collections.nCopies(model.layers().size(), UnaryOperator.identity()));
        });
    }

    private static YoutubeDnn model(String text) {
        Map<String, String> given = new HashMap<>(WindowScores.settings(1, 50, 1));
        given.remove("width");
        given.putAll(Map.of("dropout_embedding", "0.7", "dropout_hidden", "0.7", "decay", "0", "context", "all"));
        for (String setting : text.split(" ")) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return YoutubeDnn.from(new Settings(YoutubeDnn.KIND, YoutubeDnn.ALLOWED, given));
    }
}
