package freshet.client;

import freshet.client.ClientException.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Brings events and replies together, whichever is known first: an event's place comes with the
 * broker's acknowledgement, which may be later than its reply. Each event ends once: by its own
 * reply, by its deadline or by a failure. Knows neither Kafka nor a clock. Threads may share it.
 */
final class PendingEvents {
    private final int limit;
    private final Function<String, Optional<Answer.Recommended>> newest;
    private final Executor completions;
    private final Set<Ticket> pending = new LinkedHashSet<>();
    private final Map<Coordinates, Ticket> byPlace = new HashMap<>();
    private final EarlyReplies early;
    private boolean closed;

    /**
     * @param limit most events that are pending at a time
     * @param newest the newest known answer of a session, for events that time out
     * @param completions completes the callers' futures; called under this object's lock
     */
    PendingEvents(int limit, Function<String, Optional<Answer.Recommended>> newest, Executor completions) {
        this.limit = limit;
        this.newest = newest;
        this.completions = completions;
        this.early = new EarlyReplies(limit);
    }

    /**
     * Takes an event that is about to be sent.
     *
     * @throws ClientException if too many are pending, or this is closed
     */
    synchronized Ticket open(String sessionId, Instant eventTime) {
        if (closed) {
            throw new ClientException(Reason.CLOSED, "the client is closed; the event was not sent");
        }
        if (pending.size() >= limit) {
            throw new ClientException(
                    Reason.TOO_MANY_PENDING,
                    String.format(
                            Locale.ROOT,
                            "%,d events wait for their answers, and maxPending allows no more; the event was not sent:"
                                    + " send fewer, shorten the deadline or raise maxPending",
                            pending.size()));
        }
        Ticket ticket = new Ticket(sessionId, eventTime);
        pending.add(ticket);
        early.expect(sessionId);
        return ticket;
    }

    /** The broker has acknowledged an event. */
    synchronized void written(Ticket ticket, Coordinates place) {
        completions.execute(() -> ticket.written.complete(place));
        if (!pending.contains(ticket)) {
            return; // timed out before
        }
        Optional<Reply> reply = early.take(ticket, place);
        early.release(ticket.sessionId);
        ticket.place = Optional.of(place);
        byPlace.put(place, ticket);
        reply.ifPresent(found -> settle(ticket, found.answer()));
    }

    /** An event cannot be written. */
    synchronized void notWritten(Ticket ticket, ClientException cause) {
        completions.execute(() -> ticket.written.completeExceptionally(cause));
        fail(ticket, cause);
    }

    /** A recommendation or a rejection was read, of any event whatsoever. */
    synchronized void replied(Reply reply) {
        Ticket ticket = byPlace.get(reply.event());
        if (ticket != null && ticket.isAnsweredBy(reply)) {
            settle(ticket, reply.answer());
        } else {
            early.keep(reply);
        }
    }

    /** An event's deadline has passed. */
    synchronized void expired(Ticket ticket) {
        if (pending.contains(ticket)) {
            settle(ticket, new Answer.TimedOut(ticket.place, newest.apply(ticket.sessionId)));
        }
    }

    /** No pending event can have an answer now. */
    synchronized void failAll(ClientException cause) {
        List.copyOf(pending).forEach(ticket -> fail(ticket, cause));
    }

    /** Takes no more events; those that are pending stay so. */
    synchronized void close() {
        closed = true;
    }

    /** Ends the waiting of all events as their deadlines would. */
    synchronized void expireAll() {
        List.copyOf(pending).forEach(this::expired);
    }

    synchronized int size() {
        return pending.size();
    }

    synchronized int earlyReplies() {
        return early.size();
    }

    private void settle(Ticket ticket, Answer answer) {
        leave(ticket);
        completions.execute(() -> ticket.answer.complete(answer));
    }

    private void fail(Ticket ticket, ClientException cause) {
        if (pending.contains(ticket)) {
            leave(ticket);
            completions.execute(() -> ticket.answer.completeExceptionally(cause));
        }
    }

    private void leave(Ticket ticket) {
        pending.remove(ticket);
        // Another ticket has the place where the topic was made anew since.
        ticket.place.ifPresentOrElse(place -> byPlace.remove(place, ticket), () -> early.release(ticket.sessionId));
    }
}
