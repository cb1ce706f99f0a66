package freshet.gateway.event;

import freshet.client.Answer;
import freshet.client.ClientException;
import freshet.client.ClientSettings;
import freshet.client.Coordinates;
import freshet.client.Event;
import freshet.client.FreshetClient;
import freshet.client.Sending;
import freshet.gateway.answer.AnswerJson;
import freshet.gateway.answer.AnswerStore;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes events and brings each its outcome. An answer is in the store before its event's sender
 * has it, so that a question afterwards is answered at least as newly. Threads may share it.
 */
final class EventWriter implements AutoCloseable {
    private final KafkaLink link;
    private final AnswerStore store;
    private final Duration writeTimeout;
    private final InFlight inFlight = new InFlight();

    /**
     * @param writeTimeout longest wait for the brokers' acknowledgement, beside that for the answer
     */
    EventWriter(ClientSettings settings, AnswerStore store, Duration writeTimeout) {
        this.link = new KafkaLink(settings);
        this.store = store;
        this.writeTimeout = writeTimeout;
    }

    /** What is wrong now, in one sentence; empty if events can be written and answers read. */
    Optional<String> problem() {
        return link.problems().stream().findFirst();
    }

    /** Events whose senders wait. */
    int waiting() {
        return inFlight.size();
    }

    /**
     * Writes an event.
     *
     * @param wait how long to wait for its answer, from now on; nothing to wait for the brokers'
     *     acknowledgement alone
     * @throws IllegalArgumentException if the event takes more than 65,536 bytes
     */
    CompletableFuture<Outcome> write(Event event, Duration wait) {
        Optional<FreshetClient> client = link.client();
        if (client.isEmpty()) {
            return CompletableFuture.completedFuture(WriteFault.unconnected(link.unconnected()));
        }
        if (!inFlight.enter()) {
            return CompletableFuture.completedFuture(WriteFault.unconnected("the gateway is being stopped"));
        }
        CompletableFuture<Outcome> outcome;
        try {
            outcome = sent(client.get(), event, wait);
        } catch (IllegalArgumentException e) {
            inFlight.leave();
            throw e;
        }
        return outcome.whenComplete((done, failure) -> inFlight.leave());
    }

    private CompletableFuture<Outcome> sent(FreshetClient client, Event event, Duration wait) {
        Sending sending = client.submit(event, wait);
        if (wait.isZero()) {
            return acknowledged(sending, "the event is written; its answer is not waited for");
        }
        return sending.answer()
                .handle((answer, failure) ->
                        failure == null ? outcome(client, sending, answer, wait) : unanswered(sending, cause(failure)))
                .thenCompose(outcome -> outcome);
    }

    private CompletableFuture<Outcome> outcome(FreshetClient client, Sending sending, Answer answer, Duration wait) {
        if (answer instanceof Answer.Recommended own) {
            Recommendation recommendation = recommendation(own);
            store.offer(recommendation);
            return CompletableFuture.completedFuture(new Outcome.Answered(AnswerJson.of(recommendation)));
        }
        if (answer instanceof Answer.Rejected rejected) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused(rejected.event(), rejected.reason().name(), rejected.words()));
        }
        return acknowledged(
                sending,
                client.status().heldBack() > 0
                        ? "the job's answers come with its next checkpoint (delivery: exactly-once)"
                        : "the answer has not come within " + wait.toMillis() + " ms");
    }

    /** Answers cannot be read, or the event was not written. */
    private CompletableFuture<Outcome> unanswered(Sending sending, ClientException fault) {
        return fault.reason() == ClientException.Reason.NOT_READ
                ? acknowledged(sending, fault.getMessage())
                : CompletableFuture.completedFuture(WriteFault.of(fault));
    }

    /** Waits for the brokers' word that the event is written. */
    private CompletableFuture<Outcome> acknowledged(Sending sending, String detail) {
        return sending.written()
                .<Outcome>handle((place, failure) ->
                        failure == null ? new Outcome.Written(place, detail) : WriteFault.of(cause(failure)))
                .completeOnTimeout(
                        WriteFault.unacknowledged(writeTimeout.toMillis()),
                        writeTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static ClientException cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ClientException known) {
            return known;
        }
        throw new CompletionException(cause);
    }

    private static Recommendation recommendation(Answer.Recommended answer) {
        Coordinates event = answer.event();
        return Recommendation.newBuilder()
                .setSessionId(answer.sessionId())
                .setEvent(new EventCoordinates(event.topic(), event.partition(), event.offset()))
                .setEventTime(answer.eventTime())
                .setModelVersion(answer.modelVersion())
                .setSource(answer.source())
                .setPosition(answer.position())
                .setItems(answer.items().stream()
                        .map(item -> new RecommendedItem(item.id(), item.probability()))
                        .toList())
                .setEmittedAt(answer.emittedAt())
                .build();
    }

    /**
     * Takes no more events, waits for the outcomes of those that were taken, for some seconds at
     * most, and ends the waiting of the others as if their time were up.
     */
    @Override
    public void close() {
        inFlight.drain();
        link.close();
    }
}
