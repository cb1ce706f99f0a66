package freshet.trainer.item2vec;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.neural.ArrayBound;
import freshet.trainer.neural.EpochTraining;
import freshet.trainer.settings.Settings;

/** Trains item2vec. Immutable. */
public final class Item2VecTrainer implements ModelTrainer {
    private final Settings given;
    private final Item2Vec settings;

    /** @param given settings that have been checked against {@link Item2Vec#ALLOWED} */
    public Item2VecTrainer(Settings given) {
        this.given = given;
        this.settings = Item2Vec.from(given);
    }

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        new ArrayBound("items × width", plan.data().vocabulary().size(), settings.width(), "lower width").require();
        return new EpochTraining(new Item2VecLearner(settings, plan.data()), given, plan, listener).run();
    }
}
