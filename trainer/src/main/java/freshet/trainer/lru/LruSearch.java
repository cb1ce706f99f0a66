package freshet.trainer.lru;

import freshet.trainer.tuning.SearchSpace;
import java.util.Map;

/**
 * What a search over LRURec's settings varies if the user does not say. Rates and batches reach
 * around those that were good for the other window models of this trainer. The paper has two
 * blocks and states of twice the width; sessions are shorter than its histories, and a small state
 * is cheaper to keep. The learning rate is drawn by its logarithm, as its effect goes by ratios.
 * Epochs are not drawn: validation finds how many are good.
 */
public final class LruSearch {
    /** Range by setting. */
    public static final SearchSpace DEFAULT = SearchSpace.of(
            Lru.KIND,
            Lru.ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "64/100/128/192"),
                    Map.entry("state", "32/48/64/96"),
                    Map.entry("feed_forward", "100/200/400"),
                    Map.entry("blocks", "1/2"),
                    Map.entry("batch_size", "64/128/256"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.01..0.1:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25"),
                    Map.entry("logq", "0/1")));

    private LruSearch() {}
}
