package freshet.trainer.narm;

import freshet.trainer.tuning.SearchSpace;
import java.util.Map;

/**
 * What a search over NARM's settings varies if the user does not say. The paper has 50 floats of
 * embedding, 100 units, and dropout of 0.25 and 0.5. Learning rates end where the first steps carry
 * the model away: the attention has no softmax, so that its weights grow with the rate, the units
 * and the window at once. The rate is drawn by its logarithm, as its effect goes by ratios. Epochs
 * are not drawn: validation finds how many are good.
 */
public final class NarmSearch {
    /** Range by setting. */
    public static final SearchSpace DEFAULT = SearchSpace.of(
            Narm.KIND,
            Narm.ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "50/64/100/128"),
                    Map.entry("units", "64/100/128"),
                    Map.entry("window", "10/20/50"),
                    Map.entry("batch_size", "32/64/128"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.015..0.07:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25"),
                    Map.entry("logq", "0/1")));

    private NarmSearch() {}
}
