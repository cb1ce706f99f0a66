package freshet.trainer.stamp;

import freshet.trainer.tuning.SearchSpace;
import java.util.Map;

/**
 * What a search over STAMP's settings varies if the user does not say. The paper has 100 units and
 * no dropout; rates and batches reach around those that were good for the recurrent models of this
 * trainer, larger batches included, as predictions of one session lie in different steps. The
 * learning rate is drawn by its logarithm, as its effect goes by ratios. Epochs are not drawn:
 * validation finds how many are good.
 */
public final class StampSearch {
    /** Range by setting. */
    public static final SearchSpace DEFAULT = SearchSpace.of(
            Stamp.KIND,
            Stamp.ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "64/100/128/192"),
                    Map.entry("window", "10/20/50"),
                    Map.entry("batch_size", "32/64/128/256"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.02..0.3:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25"),
                    Map.entry("logq", "0/1")));

    private StampSearch() {}
}
