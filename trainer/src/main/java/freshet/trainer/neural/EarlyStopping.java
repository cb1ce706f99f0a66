package freshet.trainer.neural;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Objective;
import java.util.Optional;

/**
 * Keeps the model of the epoch that reached most of its {@link Objective} and says when to end:
 * after a number of epochs in a row that were not better than the best before them (Prechelt 1998).
 * For one thread.
 */
final class EarlyStopping {
    private final int patience;
    private Optional<ModelBundle> best = Optional.empty();
    private double most;
    private int worseInARow;

    /** @param patience epochs without a better one that end the training, at least 1 */
    public EarlyStopping(int patience) {
        this.patience = patience;
    }

    /**
     * Takes note of an epoch's model, whose weights must not change any more.
     *
     * @param reached what it reached of the objective
     */
    public void add(ModelBundle model, double reached) {
        if (best.isEmpty() || reached > most) {
            best = Optional.of(model);
            most = reached;
            worseInARow = 0;
        } else {
            worseInARow++;
        }
    }

    /** Whether the training is to end. */
    public boolean isOver() {
        return worseInARow >= patience;
    }

    /** The best model so far; empty before the first. */
    public Optional<ModelBundle> best() {
        return best;
    }
}
