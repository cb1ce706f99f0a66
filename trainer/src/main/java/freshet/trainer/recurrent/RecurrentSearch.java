package freshet.trainer.recurrent;

import freshet.trainer.settings.Setting;
import freshet.trainer.tuning.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search over a recurrent model's settings varies if the user does not say. The ranges reach
 * around the values that GRU4Rec's papers print as tuned on their data: 100 units and more, batches
 * of 32 and more, rates around 0.05 to 0.2, momentum up to 0.5, dropout up to 0.5, negatives by
 * support to the power of 0 to 1. The learning rate is drawn by its logarithm, as its effect goes
 * by ratios. Epochs are not drawn: validation finds how many are good.
 */
public final class RecurrentSearch {
    /** Range by setting, for {@link Gru4Rec}. */
    public static final SearchSpace GRU4REC = space(Gru4Rec.KIND, Gru4Rec.ALLOWED, Map.of());

    /** For {@link Lstm}. */
    public static final SearchSpace LSTM =
            space(Lstm.KIND, Lstm.ALLOWED, Map.of("embedding", "shared/separate", "bptt_length", "1/2/4"));

    /**
     * For {@link Rnn}: a state without gates wants more events on the way back, and lower rates.
     */
    public static final SearchSpace RNN = space(
            Rnn.KIND,
            Rnn.ALLOWED,
            Map.of(
                    "activation", "tanh/relu",
                    "embedding", "one-hot/shared/separate",
                    "bptt_length", "1/2/4",
                    "learning_rate", "0.01..0.3:log"));

    private RecurrentSearch() {}

    private static SearchSpace space(String kind, List<Setting> allowed, Map<String, String> own) {
        Map<String, String> ranges = new HashMap<>(Map.ofEntries(
                Map.entry("layers", "64/100/128/192"),
                Map.entry("batch_size", "32/64/128"),
                Map.entry("loss", "cross-entropy/bpr-max"),
                Map.entry("label_smoothing", "0..0.4:0.1"),
                Map.entry("bpreg", "0..2:0.25"),
                Map.entry("elu", "0/0.5/1"),
                Map.entry("learning_rate", "0.03..0.3:log"),
                Map.entry("momentum", "0..0.5:0.1"),
                Map.entry("dropout_embedding", "0..0.6:0.05"),
                Map.entry("dropout_hidden", "0..0.6:0.05"),
                Map.entry("sample_alpha", "0..1:0.25"),
                Map.entry("logq", "0/1")));
        ranges.putAll(own);
        return SearchSpace.of(kind, allowed, ranges);
    }
}
