package freshet.lab.benchmark;

import freshet.cli.terminal.Effort;
import freshet.trainer.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Measures each epoch of a training, and the bare product between them. For one thread. */
final class EpochMeter implements TrainingListener, AutoCloseable {
    private final BareProduct product = new BareProduct();
    private final TrainingListener shown;
    private final List<EpochFigures> epochs = new ArrayList<>();
    private Effort.Start start = Effort.Start.now();
    private long events;

    /** @param shown hears everything too */
    EpochMeter(TrainingListener shown) {
        this.shown = shown;
    }

    @Override
    public void epochStarted(int epoch, int count, long predictions) {
        shown.epochStarted(epoch, count, predictions);
        events = predictions;
        start = Effort.Start.now();
    }

    @Override
    public void progress(long eventsDone, long predictions, double loss) {
        shown.progress(eventsDone, predictions, loss);
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        Effort effort = start.untilNow();
        epochs.add(new EpochFigures(
                events,
                effort.seconds(),
                effort.cpuSeconds(),
                loss,
                product.gigaflops(),
                Machine.load(),
                ProcessMemory.now()));
        shown.epochFinished(epoch, loss, seconds);
    }

    /** Every epoch so far. */
    List<EpochFigures> epochs() {
        return List.copyOf(epochs);
    }

    /** Ends the measuring. */
    @Override
    public void close() {
        product.close();
    }
}
