package freshet.trainer.recurrent;

import freshet.trainer.neural.recurrent.TrainedLstmLayer;
import freshet.trainer.recurrent.Architecture.Embedding;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;

/**
 * Layers of long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000)
 * in place of GRU4Rec's gated recurrent units. All else is GRU4Rec's.
 */
public final class Lstm {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "lstm";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = RecurrentModel.settings("LSTM", Embedding.SHARED);

    private Lstm() {}

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static RecurrentModel from(Settings settings) {
        return RecurrentModel.from(KIND, TrainedLstmLayer.CELL, settings);
    }
}
