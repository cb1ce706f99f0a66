package freshet.gateway.answer;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Calls about one session. Threads may share it. */
public final class SessionRoutes {
    private final AnswerStore store;
    private final PopularSource popular;
    private final Predicate<String> withheld;
    private final Function<String, List<SeenEventJson>> recent;

    /**
     * What is known of a session.
     *
     * @param events its newest, by their own time, oldest first
     * @param answer its newest; empty if it has none or is over
     */
    public record SessionJson(String sessionId, List<SeenEventJson> events, Optional<AnswerJson> answer) {}

    /** One event of a session, its time in ISO 8601. */
    public record SeenEventJson(String itemId, String eventTime, String eventType) {}

    /**
     * @param popular for sessions without an answer
     * @param withheld whether an item may not be recommended now
     * @param recent the newest events of a session
     */
    public SessionRoutes(
            AnswerStore store,
            PopularSource popular,
            Predicate<String> withheld,
            Function<String, List<SeenEventJson>> recent) {
        this.store = store;
        this.popular = popular;
        this.withheld = withheld;
        this.recent = recent;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/sessions/{id}/recommendations", Access.READ, call -> recommendations(call)
                        .now()),
                Route.get(
                        "/v1/sessions/{id}", Access.READ, call -> session(call).now()));
    }

    private Reply recommendations(Call call) {
        String sessionId = call.path("id");
        Selection selection = Selection.of(call);
        Optional<Recommendation> newest = store.newest(sessionId);
        if (newest.isEmpty()) {
            PopularSource.Popular items = popular.popular();
            return Reply.json(
                            200,
                            AnswerJson.popular(sessionId, items.modelVersion(), selection.of(items.items(), withheld)))
                    .withHeader("Cache-Control", "no-store");
        }
        String tag = tag(newest.get());
        if (call.header("If-None-Match").filter(known -> matches(known, tag)).isPresent()) {
            return tagged(Reply.empty(304), tag);
        }
        return tagged(
                Reply.json(
                        200,
                        AnswerJson.of(newest.get(), selection.of(newest.get().getItems(), withheld))),
                tag);
    }

    private Reply session(Call call) {
        String sessionId = call.path("id");
        Optional<AnswerJson> answer = store.newest(sessionId).map(AnswerJson::of);
        return Reply.json(200, new SessionJson(sessionId, recent.apply(sessionId), answer))
                .withHeader("Cache-Control", "no-store");
    }

    /** Each call asks again, and is told shortly where nothing is new. */
    private static Reply tagged(Reply reply, String tag) {
        return reply.withHeader("ETag", tag).withHeader("Cache-Control", "private, no-cache");
    }

    /** The answer's coordinates, and the items of it that are withheld, if any. */
    private String tag(Recommendation answer) {
        List<String> gone = answer.getItems().stream()
                .map(RecommendedItem::getItemId)
                .filter(withheld)
                .toList();
        String id = AnswerJson.id(answer.getEvent());
        return '"' + (gone.isEmpty() ? id : id + "-without-" + Integer.toHexString(gone.hashCode())) + '"';
    }

    private static boolean matches(String known, String tag) {
        if (known.equals(tag) || known.equals("*")) {
            return true;
        }
        for (String one : known.split(",")) {
            String stripped = one.strip();
            if (stripped.equals(tag) || stripped.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
