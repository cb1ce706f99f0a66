package freshet.gateway.model;

import freshet.model.load.ServedModel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A question that is answered alone, by what the served model holds.
 *
 * @param work makes the answer; the model is valid during the call only, and empty while none has
 *     arrived
 * @param answer is completed with it
 */
record Reading<T>(Function<Optional<ServedModel>, T> work, CompletableFuture<T> answer) implements Question {

    void answer(Optional<ServedModel> model) {
        answer.complete(work.apply(model));
    }

    @Override
    public void fail(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
