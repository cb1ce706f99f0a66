package freshet.trainer.gru4rec;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.settings.Settings;

/** Trains GRU4Rec with session-parallel mini-batches and a loss over sampled items. Immutable. */
public final class Gru4RecTrainer implements ModelTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "gru4rec";

    private final Settings given;
    private final Gru4RecSettings settings;

    /** @param given checked against {@link Gru4RecSettings#ALLOWED} */
    public Gru4RecTrainer(Settings given) {
        this.given = given;
        this.settings = Gru4RecSettings.from(given);
    }

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        return new Gru4RecTraining(given, settings, plan, listener).run();
    }
}
