package freshet.serving.model;

import freshet.model.answer.SessionAnswerer;
import freshet.model.load.ServedModel;
import freshet.serving.Announcement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A model in service: its announcement, this instance's share in it, and the scratch to answer
 * with. For one thread.
 *
 * @param announcement what was announced
 * @param lease the share in the weights
 * @param answerer answers with them
 * @param loadNanos from asking for the model until all this was ready
 */
record Serving(Announcement announcement, ModelLease lease, SessionAnswerer answerer, long loadNanos)
        implements AutoCloseable {

    @Override
    public void close() {
        answerer.close();
        lease.close();
    }

    /**
     * A model on its way into one operator instance. Threads may share it.
     *
     * @param lease the share in the model, which may still be fetched
     * @param ready the model with its scratch, or why there is none
     */
    record Coming(ModelLease lease, CompletableFuture<Serving> ready) {

        /**
         * Allocates the scratch on a thread of its own as soon as the model is there: for a large
         * catalogue that takes its time too, also where another slot has loaded the model already.
         */
        static Coming of(
                Announcement announcement, ModelLease lease, Function<ServedModel, SessionAnswerer> answerers) {
            long asked = System.nanoTime();
            CompletableFuture<Serving> ready = lease.model()
                    .thenApplyAsync(
                            model ->
                                    new Serving(announcement, lease, answerers.apply(model), System.nanoTime() - asked),
                            work -> ModelCache.daemon("freshet-model-scratch", work)
                                    .start())
                    .whenComplete((made, failure) -> {
                        if (failure != null) {
                            lease.close();
                        }
                    });
            return new Coming(lease, ready);
        }

        /**
         * Waits for the store no longer; what is made all the same is closed as soon as it is made.
         */
        void abandon() {
            lease.model().cancel(false);
            ready.thenAccept(Serving::close);
        }
    }
}
