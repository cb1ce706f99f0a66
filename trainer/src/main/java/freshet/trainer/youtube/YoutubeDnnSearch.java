package freshet.trainer.youtube;

import freshet.trainer.tuning.SearchSpace;
import java.util.Map;

/**
 * What a search over the pooled network's settings varies if the user does not say: towers of one
 * layer and of two, with and without what is known beside the items. Epochs are not drawn:
 * validation finds how many are good.
 */
public final class YoutubeDnnSearch {
    /** Range by setting. */
    public static final SearchSpace DEFAULT = SearchSpace.of(
            YoutubeDnn.KIND,
            YoutubeDnn.ALLOWED,
            Map.ofEntries(
                    Map.entry("layers", "64/100/128/192"),
                    Map.entry("embedding", "shared/separate"),
                    Map.entry("window", "10/20/50"),
                    Map.entry("decay", "0..0.8:0.1"),
                    Map.entry("context", "none/age/time/all"),
                    Map.entry("batch_size", "32/64/128/256"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.02..0.3:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25"),
                    Map.entry("logq", "0/1")));

    private YoutubeDnnSearch() {}
}
