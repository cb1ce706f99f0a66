package freshet.trainer.recurrent;

import freshet.trainer.neural.recurrent.TrainedGruLayer;
import freshet.trainer.recurrent.Architecture.Embedding;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;

/** GRU4Rec: layers of gated recurrent units (Hidasi et al. 2016). */
public final class Gru4Rec {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "gru4rec";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = RecurrentModel.settings("GRU", Embedding.SHARED);

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK = Map.of("layers", "64", "epochs", "4", "n_sample", "256");

    private Gru4Rec() {}

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static RecurrentModel from(Settings settings) {
        return RecurrentModel.from(KIND, TrainedGruLayer.CELL, settings);
    }
}
