package freshet.client;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One event that waits for its answer. {@link PendingEvents} alone changes it, under its lock. */
final class Ticket {
    final String sessionId;
    final Instant eventTime;
    final CompletableFuture<Coordinates> written = new CompletableFuture<>();
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    Optional<Coordinates> place = Optional.empty(); // once the broker has told it

    Ticket(String sessionId, Instant eventTime) {
        this.sessionId = sessionId;
        this.eventTime = eventTime;
    }

    /** Whether a reply is to this event and not to another one. */
    boolean isAnsweredBy(Reply reply) {
        return sessionId.equals(reply.sessionId()) && eventTime.equals(reply.eventTime());
    }
}
