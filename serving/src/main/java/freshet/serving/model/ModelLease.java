package freshet.serving.model;

import freshet.model.load.ServedModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's share of a model of the {@link ModelCache}. Threads may share it. */
final class ModelLease implements AutoCloseable {
    private final CompletableFuture<ServedModel> model;
    private final Runnable giveBack;
    private final AtomicBoolean open = new AtomicBoolean(true);

    ModelLease(CompletableFuture<ServedModel> model, Runnable giveBack) {
        this.model = model;
        this.giveBack = giveBack;
    }

    /**
     * The model once it is loaded, or why it cannot be. Valid until this lease is closed. To cancel
     * it touches no other user's.
     */
    CompletableFuture<ServedModel> model() {
        return model;
    }

    /** Gives the share back; the last one closes the model. A second call does nothing. */
    @Override
    public void close() {
        if (open.getAndSet(false)) {
            giveBack.run();
        }
    }
}
