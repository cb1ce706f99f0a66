package freshet.trainer.sasrec;

import freshet.trainer.tuning.SearchSpace;
import java.util.Map;

/**
 * What a search over SASRec's settings varies if the user does not say. The paper has 50 floats of
 * width, two blocks and dropout of 0.2 to 0.5. Learning rates are lower than those of the recurrent
 * models: a first step of Adagrad is as long as the rate in every weight at once. The rate is drawn
 * by its logarithm, as its effect goes by ratios. Epochs are not drawn: validation finds how many
 * are good.
 */
public final class SasRecSearch {
    /** Range by setting. */
    public static final SearchSpace DEFAULT = SearchSpace.of(
            SasRec.KIND,
            SasRec.ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "64/100/128/192"),
                    Map.entry("blocks", "1/2/3"),
                    Map.entry("window", "10/20/50"),
                    Map.entry("batch_size", "64/128/256"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.01..0.15:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25"),
                    Map.entry("logq", "0/1")));

    private SasRecSearch() {}
}
