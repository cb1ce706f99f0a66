package freshet.gateway.model;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.gateway.item.ItemTitle;
import freshet.model.Vocabulary;
import freshet.model.catalog.AttributeValue;
import freshet.model.catalog.ItemFacts;
import freshet.model.load.ServedModel;
import freshet.model.text.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** {@code /v1/items}: what the served model knows, and whether it may be recommended. */
final class ItemCalls {
    private static final int ITEMS = 20; // shown, if the call does not say how many

    private final Models models;

    ItemCalls(Models models) {
        this.models = models;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/items", Access.READ, this::items),
                Route.get("/v1/items/{id}", Access.READ, this::item),
                Route.get("/v1/items/{id}/similar", Access.READ, this::similar),
                Route.put("/v1/items/{id}/availability", Access.OPERATOR, this::availability));
    }

    private CompletionStage<Reply> items(Call call) {
        int n = Inputs.wanted(call, ITEMS);
        String sought = call.query("q").orElse("").strip().toLowerCase(Locale.ROOT);
        return models.read(model -> new Items(found(model.model().vocabulary(), sought, n)))
                .thenApply(found -> Reply.json(200, found));
    }

    /** In the order of the vocabulary's rows, in which the most supported item is the first. */
    private List<Item> found(Vocabulary vocabulary, String sought, int n) {
        List<Item> found = new ArrayList<>();
        for (int row = 0; row < vocabulary.size() && found.size() < n; row++) {
            Item item = shown(vocabulary.item(row));
            if (item.matches(sought)) {
                found.add(item);
            }
        }
        return found;
    }

    private Item shown(String id) {
        Optional<ItemTitle> known = models.title(id);
        Optional<ItemFacts> facts = models.facts(id);
        return new Item(
                id,
                known.map(ItemTitle::title),
                known.map(ItemTitle::category).filter(category -> !category.isEmpty()),
                !models.isWithheld(id),
                facts.map(ItemFacts::attributes)
                        .filter(attributes -> !attributes.isEmpty())
                        .map(ItemCalls::plain),
                facts.flatMap(ItemFacts::from).map(Instant::toString),
                facts.flatMap(ItemFacts::until).map(Instant::toString),
                facts.map(ItemFacts::boost).filter(boost -> boost != 1));
    }

    private CompletionStage<Reply> item(Call call) {
        String id = Inputs.id("path part id", call.path("id"));
        return models.read(model -> {
                    if (models.title(id).isEmpty() && models.facts(id).isEmpty()) {
                        row(model, id); // known to nobody
                    }
                    return shown(id);
                })
                .thenApply(found -> Reply.json(200, found));
    }

    private static int row(ServedModel model, String id) {
        return model.model()
                .vocabulary()
                .row(id)
                .orElseThrow(() -> Problem.notFound(
                        "path part id",
                        "model version " + model.version() + " does not know item " + Quote.of(id),
                        "give one of /v1/items; a new item is known from the next training on"));
    }

    private CompletionStage<Reply> similar(Call call) {
        String id = Inputs.id("path part id", call.path("id"));
        int n = Inputs.wanted(call, ITEMS);
        return models.similar(id, n).thenApply(found -> Reply.json(200, found));
    }

    private CompletionStage<Reply> availability(Call call) {
        String id = Inputs.id("path part id", call.path("id"));
        boolean available = call.body(Availability.class).available();
        return models.availability(id, available).thenApply(done -> Reply.json(200, new Changed(id, available)));
    }

    private record Items(List<Item> items) {}

    /** Strings, numbers and lists of strings, as JSON has them. */
    private static Map<String, Object> plain(Map<String, AttributeValue> attributes) {
        Map<String, Object> plain = new TreeMap<>();
        attributes.forEach((name, value) -> plain.put(
                name,
                value instanceof AttributeValue.Text text
                        ? text.text()
                        : value instanceof AttributeValue.Amount number
                                ? number.amount()
                                : ((AttributeValue.Texts) value).texts()));
        return plain;
    }

    private record Item(
            String itemId,
            Optional<String> title,
            Optional<String> category,
            boolean available,
            Optional<Map<String, Object>> attributes,
            Optional<String> availableFrom,
            Optional<String> availableUntil,
            Optional<Double> boost) {
        boolean matches(String sought) {
            return sought.isEmpty()
                    || itemId.toLowerCase(Locale.ROOT).contains(sought)
                    || title.filter(text -> text.toLowerCase(Locale.ROOT).contains(sought))
                            .isPresent();
        }
    }

    private record Availability(boolean available) {}

    private record Changed(String itemId, boolean available) {}
}
