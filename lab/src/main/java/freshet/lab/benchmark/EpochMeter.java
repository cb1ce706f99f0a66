package freshet.lab.benchmark;

import freshet.cli.terminal.Effort;
import freshet.trainer.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Measures each epoch of a training, and the bare product between them. For one thread. */
final class EpochMeter implements TrainingListener, AutoCloseable {
    private final BareProduct product = new BareProduct();
    private final TrainingListener shown;
    private final List<MeasuredEpoch> epochs = new ArrayList<>();
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
        epochs.add(new MeasuredEpoch(
                events,
                effort.seconds(),
                effort.cpuSeconds(),
                loss,
                product.gigaflops(),
                BenchmarkMachine.load(),
                ProcessMemory.now()));
        shown.epochFinished(epoch, loss, seconds);
    }

    /** Every epoch so far. */
    List<MeasuredEpoch> epochs() {
        return List.copyOf(epochs);
    }

    /** Ends the measuring. */
    @Override
    public void close() {
        product.close();
    }

    /**
     * What one epoch took.
     *
     * @param events predictions learned from
     * @param seconds on the clock
     * @param cpuSeconds of the whole process, Java's own threads included
     * @param loss mean per prediction
     * @param bareGigaflops speed of {@link BareProduct} right after it
     * @param load of the machine right after it, see
     *     {@link freshet.lab.benchmark.BenchmarkMachine#load}
     * @param memory right after it
     */
    record MeasuredEpoch(
            long events,
            double seconds,
            double cpuSeconds,
            double loss,
            double bareGigaflops,
            double load,
            ProcessMemory memory) {

        /** Events per second on the clock. */
        double perSecond() {
            return events / seconds;
        }

        /** Events per CPU-second. */
        double perCpuSecond() {
            return events / cpuSeconds;
        }
    }
}
