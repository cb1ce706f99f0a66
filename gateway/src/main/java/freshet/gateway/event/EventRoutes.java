package freshet.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import freshet.client.ClientSettings;
import freshet.client.Event;
import freshet.gateway.answer.AnswerStore;
import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The call that writes events and waits for their answers. Threads may share it. */
public final class EventRoutes implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int SEVERAL = 207;

    private final EventJson json;
    private final EventWriter writer;

    /** What became of each event of a list, in its order. */
    record Results(List<Outcome> results) {}

    /**
     * Begins to connect; waits for nothing.
     *
     * @param writeTimeout longest wait for the brokers' acknowledgement of an event
     */
    public EventRoutes(ClientSettings settings, AnswerStore store, Duration writeTimeout, InstantSource clock) {
        json = new EventJson(clock);
        writer = new EventWriter(settings, store, writeTimeout);
    }

    /** The one call. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/events", Access.WRITE, this::write));
    }

    /** What is wrong now, in one sentence; empty if events can be written and answers read. */
    public Optional<String> problem() {
        return writer.problem();
    }

    /** Events whose senders wait. */
    public int waiting() {
        return writer.waiting();
    }

    private CompletionStage<Reply> write(Call call) {
        Duration wait = call.duration("wait", Duration.ZERO, LONGEST_WAIT);
        JsonNode body = call.body(JsonNode.class);
        List<Event> events = json.read(body);
        if (!body.isArray()) {
            return writer.write(events.get(0), wait).thenApply(Outcome::reply);
        }
        List<CompletableFuture<Outcome>> writing = new ArrayList<>(events.size());
        events.forEach(event -> writing.add(writer.write(event, wait)));
        return CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    List<Outcome> results =
                            writing.stream().map(CompletableFuture::join).toList();
                    long kinds = results.stream()
                            .mapToInt(Outcome::status)
                            .distinct()
                            .count();
                    return Reply.json(kinds == 1 ? results.get(0).status() : SEVERAL, new Results(results));
                });
    }

    /** Takes no more events and finishes those that were taken. */
    @Override
    public void close() {
        writer.close();
    }
}
