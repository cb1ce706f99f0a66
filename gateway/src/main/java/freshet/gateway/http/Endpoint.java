package freshet.gateway.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers a call once. It may answer later, and never blocks the calling thread for long: the
 * server has few.
 */
@FunctionalInterface
public non-sealed interface Endpoint extends Answering {
    /**
     * @return what is answered, in time; a {@link Problem} that it fails with is the answer, and
     *     any other failure becomes a 500
     * @throws Problem if the call cannot be answered
     */
    CompletionStage<Reply> answer(Call call);
}
