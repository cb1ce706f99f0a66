package freshet.gateway.model;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.model.catalog.ItemFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /v1/recommend} and {@code /v1/popular}: answers that rest on the call alone. */
final class RecommendCalls {
    private final Models models;

    RecommendCalls(Models models) {
        this.models = models;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/v1/recommend", Access.READ, this::recommend),
                Route.get("/v1/popular", Access.READ, this::popular));
    }

    private CompletionStage<Reply> recommend(Call call) {
        Wanted wanted = call.body(Wanted.class);
        List<String> items = Inputs.ids("/items", wanted.items(), Inputs.MOST_SESSION_ITEMS);
        Set<String> exclude =
                Set.copyOf(Inputs.ids("/exclude", wanted.exclude().orElse(List.of()), Ranking.MOST_EXCLUDED));
        Optional<ItemFilter> filter = wanted.filter().map(text -> Inputs.filter("body /filter", text));
        int n = wanted.n().map(Inputs::wanted).orElse(models.settings().topK());
        CompletionStage<Answer> answer = call.query("version")
                .map(text ->
                        models.recommend(Inputs.version("query parameter version", text), items, n, exclude, filter))
                .orElseGet(() -> models.recommend(items, n, exclude, filter));
        return answer.thenApply(found -> Reply.json(200, found));
    }

    private CompletionStage<Reply> popular(Call call) {
        Optional<ItemFilter> filter = call.query("filter").map(text -> Inputs.filter("query parameter filter", text));
        return models.recommend(List.of(), Inputs.wanted(call, models.settings().topK()), Set.of(), filter)
                .thenApply(found ->
                        Reply.json(200, new PopularJson(found.modelVersion(), found.matching(), found.items())));
    }

    private record Wanted(
            List<String> items, Optional<Integer> n, Optional<List<String>> exclude, Optional<String> filter) {}

    private record PopularJson(long modelVersion, Optional<Integer> matching, List<Answer.Item> items) {}
}
