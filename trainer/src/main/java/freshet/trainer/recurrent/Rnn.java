package freshet.trainer.recurrent;

import freshet.trainer.neural.recurrent.TrainedRnnLayer;
import freshet.trainer.recurrent.Architecture.Embedding;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plain recurrent network as it is used for playlists: one-hot items, h' = F(W x + U h + b), and
 * a softmax over all items, here over samples of them. F is a setting.
 */
public final class Rnn {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "rnn";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = Stream.concat(
                    Stream.of(Setting.choice(
                            "activation",
                            "the function F of a layer; relu is clipped at 20, so that no state explodes",
                            Activation.TANH)),
                    RecurrentModel.settings("recurrent", Embedding.ONE_HOT).stream())
            .toList();

    private Rnn() {}

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static RecurrentModel from(Settings settings) {
        return RecurrentModel.from(
                KIND,
                switch (settings.choice("activation", Activation.class)) {
                    case TANH -> TrainedRnnLayer.TANH;
                    case RELU -> TrainedRnnLayer.RELU;
                },
                settings);
    }

    /** F. */
    enum Activation {
        /** The hyperbolic tangent. */
        TANH,
        /** min(max(v, 0), 20), Hannun et al. 2014. */
        RELU
    }
}
