package freshet.gateway.list;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Endpoint;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.gateway.settings.Units;
import freshet.schema.ItemList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls for popular and new items. Threads may share it. */
public final class ListRoutes {
    private static final int USUAL = 20;
    private static final int MOST = 1_000;

    private final Optional<ListBook> book;
    private final Predicate<String> withheld;

    /**
     * A list as a caller gets it.
     *
     * @param window over which events are counted; empty in a list of new items
     * @param category of all items; empty: of any category
     * @param asOf time of the newest event that counts, if there is one
     * @param items best first
     */
    record ListJson(
            Optional<String> window, Optional<String> category, Optional<String> asOf, List<ListedJson> items) {}

    /** An item, with its count or the time when it appeared. */
    record ListedJson(String itemId, Optional<Double> count, Optional<String> since) {}

    /**
     * @param book what the job's lists tell; empty where no topic of lists is read
     * @param withheld whether an item may not be recommended now
     */
    public ListRoutes(Optional<ListBook> book, Predicate<String> withheld) {
        this.book = book;
        this.withheld = withheld;
    }

    /** The call for new items. */
    public List<Route> routes() {
        return List.of(Route.get("/v1/new", Access.READ, call -> fresh(call).now()));
    }

    /**
     * The same call of popular items, answered by the job's lists where it names a category.
     *
     * @param model answers the others
     */
    public Route popular(Route model) {
        Endpoint all = (Endpoint) model.answering();
        return Route.get(
                model.path(),
                model.access(),
                call -> call.query("category").isPresent() ? popular(call).now() : all.answer(call));
    }

    /**
     * The lists.
     *
     * @throws Problem if none are read
     */
    public static ListBook required(Optional<ListBook> book, String where) {
        return book.orElseThrow(() -> Problem.notFound(
                where,
                "this gateway reads no lists of items",
                "name the job's topic of lists by lists.topic in the gateway's settings"));
    }

    private Reply fresh(Call call) {
        Optional<String> category = call.query("category");
        return reply(required(book, "gateway").fresh(category), category, call);
    }

    private Reply popular(Call call) {
        if (call.query("filter").isPresent()) {
            throw Problem.badRequest(
                    "query parameter filter",
                    "the list of a category is not filtered",
                    "leave out filter, or leave out category and filter by its attribute");
        }
        Optional<String> category = call.query("category");
        return reply(required(book, "query parameter category").popular(category), category, call);
    }

    private Reply reply(Optional<ItemList> list, Optional<String> category, Call call) {
        int most = call.integer("n", USUAL, 1, MOST);
        List<ListedJson> items = list.map(ItemList::getItems).orElse(List.of()).stream()
                .filter(item -> !withheld.test(item.getItemId()))
                .limit(most)
                .map(item -> new ListedJson(
                        item.getItemId(),
                        item.getSince().isPresent() ? Optional.empty() : Optional.of(item.getCount()),
                        item.getSince().map(Instant::toString)))
                .toList();
        Optional<String> window = list.map(ItemList::getWindowMillis)
                .filter(millis -> millis > 0)
                .map(millis -> Units.text(Duration.ofMillis(millis)));
        return Reply.json(200, new ListJson(window, category, asOf(list), items))
                .withHeader("Cache-Control", "no-store");
    }

    /** Time of the newest event of a list, in ISO 8601. */
    public static Optional<String> asOf(Optional<ItemList> list) {
        return list.map(ItemList::getAsOf)
                .filter(time -> time.toEpochMilli() > 0)
                .map(Instant::toString);
    }
}
