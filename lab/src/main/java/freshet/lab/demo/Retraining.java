package freshet.lab.demo;

import freshet.cli.publish.Publication;
import freshet.cli.train.Cancellation;
import freshet.model.data.LoggedEvent;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Trains the second model on what is on record and what has come in since, and publishes it, on a
 * thread of its own.
 */
final class Retraining implements SideWork {
    private static final long STOP_MILLIS = 10_000;

    private final DemoModels models;
    private final Publication publication;
    private final long version;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile String words = "";
    private volatile boolean stopped;

    /**
     * Starts to train.
     *
     * @param past what is on record
     * @param live what has come in since
     */
    Retraining(
            DemoModels models, Publication publication, long version, List<LoggedEvent> past, List<LoggedEvent> live) {
        this.models = models;
        this.publication = publication;
        this.version = version;
        this.thread = new Thread(() -> run(past, live), "retraining");
        thread.start();
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public boolean running() {
        return thread.isAlive();
    }

    @Override
    public void requireWorking() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is to end as well
        }
    }

    private void run(List<LoggedEvent> past, List<LoggedEvent> live) {
        try {
            TrainingData data =
                    models.data(Stream.concat(past.stream(), live.stream()).toList());
            models.train(data, version, new Listener().and(new Cancellation(() -> stopped)));
            words = "publishing version " + version;
            models.publish(publication, version, "trained on the demo's past and " + live.size() + " live events");
        } catch (CancellationException e) {
            // close() asked for the end: there will be no second model.
            return;
        } catch (RuntimeException e) {
            failure.set(e);
        } finally {
            words = "";
        }
    }

    private final class Listener implements TrainingListener {
        private int epoch;
        private int epochs;

        @Override
        public void epochStarted(int number, int of, long events) {
            epoch = number;
            epochs = of;
        }

        @Override
        public void progress(long eventsDone, long events, double loss) {
            words = String.format(
                    Locale.ROOT,
                    "training version %d: epoch %d of %d, %.0f %%",
                    version,
                    epoch,
                    epochs,
                    100.0 * eventsDone / events);
        }
    }
}
