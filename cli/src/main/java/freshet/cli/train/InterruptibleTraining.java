package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.util.concurrent.CancellationException;

/** A training that Ctrl-C ends with a word on how to go on. Immutable. */
record InterruptibleTraining(ModelTrainer trainer, TrainingPlan plan, Interruption interruption) {

    /**
     * Trains to the end.
     *
     * @throws CommandException if it was interrupted
     */
    ModelBundle run(TrainingListener listener) {
        TrainingHistory history = new TrainingHistory();
        try {
            return trainer.train(plan, listener.and(history).and(new Cancellation(interruption::asked)));
        } catch (CancellationException e) {
            int epochs = history.epochs().size();
            throw new CommandException(
                    epochs == 0
                            ? "stopped before the first epoch was done; nothing is kept"
                            : "stopped after epoch " + epochs
                                    + "; to go on from there, give the same command with --resume",
                    e);
        }
    }
}
