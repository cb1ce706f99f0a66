package freshet.cli.train;

import freshet.trainer.TrainingListener;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Ends a training between two steps, by a {@link CancellationException}, when it is no longer
 * wanted.
 *
 * @param unwanted says whether it is to end
 */
public record Cancellation(BooleanSupplier unwanted) implements TrainingListener {

    @Override
    public void progress(long eventsDone, long events, double loss) {
        if (unwanted.getAsBoolean()) {
            throw new CancellationException("the training is no longer wanted");
        }
    }
}
