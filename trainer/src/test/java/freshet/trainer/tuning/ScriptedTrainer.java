package freshet.trainer.tuning;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.util.Map;

/**
 * Learns nothing and plays a curve that its settings make: {@code learning_rate} times the epoch,
 * four epochs; over 0.9 it diverges in the third; under 0.1 its model is refused when the first is
 * measured. MRR@20 is half of Recall@20.
 */
record ScriptedTrainer(Map<String, String> settings) implements ModelTrainer {
    static final int EPOCHS = 4;
    static final TrainingPlan PLAN = TrainingPlan.of(Logs.data("a b", "b a"));

    private static final ModelBundle ANY = Trainers.named("markov", Map.of()).train(PLAN, TrainingListener.SILENT);

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        double rate = Double.parseDouble(settings.get("learning_rate"));
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            listener.epochStarted(epoch, EPOCHS, 1);
            if (rate > 0.9 && epoch == 3) {
                throw new TrainingException("the loss is NaN");
            }
            listener.progress(1, 1, 0.5);
            listener.epochFinished(epoch, 0.5, 0.1);
            if (rate < 0.1) {
                throw new BundleException("weights: a value is not finite");
            }
            listener.validated(epoch, rate * epoch / EPOCHS, rate * epoch / EPOCHS / 2);
        }
        return ANY;
    }
}
