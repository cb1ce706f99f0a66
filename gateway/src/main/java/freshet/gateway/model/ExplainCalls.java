package freshet.gateway.model;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.model.answer.single.ExplainedItem;
import freshet.model.answer.single.Explanation;
import freshet.model.answer.single.LeaveOneOut;
import freshet.model.load.ServedModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /v1/explain}: which events of a session weigh most in its answer. Takes one ranking of all
 * items per event.
 */
final class ExplainCalls {
    private static final int ITEMS = 5; // explained, if the call does not say how many

    private final Models models;

    ExplainCalls(Models models) {
        this.models = models;
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/explain", Access.READ, this::explain));
    }

    private CompletionStage<Reply> explain(Call call) {
        Wanted wanted = call.body(Wanted.class);
        List<String> items = Inputs.ids("/items", wanted.items(), Inputs.MOST_SESSION_ITEMS);
        if (items.isEmpty()) {
            throw Problem.badRequest("body /items", "there are no ids", "give the session's items, oldest first");
        }
        int n = wanted.n().map(Inputs::wanted).orElse(ITEMS);
        return models.read(model -> explained(model, items, n)).thenApply(found -> Reply.json(200, found));
    }

    private Explained explained(ServedModel model, List<String> items, int n) {
        try (LeaveOneOut leaveOneOut = new LeaveOneOut(
                model, models.rules(), models.nowMillis(), models.settings().exclude(), models::isWithheld)) {
            Explanation explanation = leaveOneOut.explain(items, n);
            return new Explained(
                    model.version(),
                    Answer.Source.valueOf(explanation.source().name()),
                    explanation.items().stream().map(ExplainCalls::item).toList());
        }
    }

    private static Item item(ExplainedItem item) {
        return new Item(
                item.itemId(),
                item.probability(),
                item.events().stream()
                        .map(event -> new Because(event.itemId(), event.position(), event.weight()))
                        .toList());
    }

    private record Wanted(List<String> items, Optional<Integer> n) {}

    private record Explained(long modelVersion, Answer.Source source, List<Item> items) {}

    private record Item(String itemId, float probability, List<Because> because) {}

    private record Because(String itemId, int position, float weight) {}
}
