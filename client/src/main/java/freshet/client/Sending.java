package freshet.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * An event on its way. To cancel a future only ends the waiting: the event stays sent.
 *
 * @param written where the event is in Kafka, once the broker has acknowledged it; may come after
 *     the answer has timed out. Fails with a {@link ClientException} if the event was not written.
 * @param answer what became of the event, at the deadline at the latest. Fails with a
 *     {@link ClientException} if the event was not written or answers cannot be read.
 */
public record Sending(CompletableFuture<Coordinates> written, CompletableFuture<Answer> answer) {
    public Sending {
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(answer, "answer");
    }

    static Sending failed(ClientException cause) {
        return new Sending(CompletableFuture.failedFuture(cause), CompletableFuture.failedFuture(cause));
    }
}
