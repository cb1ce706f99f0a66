package freshet.cli.benchmark;

import com.sun.management.OperatingSystemMXBean;
import freshet.trainer.TrainingListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Measures each epoch of a training, and the bare product between them. For one thread. */
final class EpochMeter implements TrainingListener, AutoCloseable {
    private static final double NANOS = 1e9;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final BareProduct product = new BareProduct();
    private final TrainingListener shown;
    private final List<EpochFigures> epochs = new ArrayList<>();
    private long startNanos;
    private long startCpuNanos;
    private long events;

    /** @param shown hears everything too */
    EpochMeter(TrainingListener shown) {
        this.shown = shown;
    }

    @Override
    public void epochStarted(int epoch, int count, long predictions) {
        shown.epochStarted(epoch, count, predictions);
        events = predictions;
        startNanos = System.nanoTime();
        startCpuNanos = system.getProcessCpuTime();
    }

    @Override
    public void progress(long eventsDone, long predictions, double loss) {
        shown.progress(eventsDone, predictions, loss);
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        double cpuSeconds = (system.getProcessCpuTime() - startCpuNanos) / NANOS;
        double clockSeconds = (System.nanoTime() - startNanos) / NANOS;
        epochs.add(new EpochFigures(
                events, clockSeconds, cpuSeconds, loss, product.gigaflops(), Machine.load(), ProcessMemory.now()));
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
