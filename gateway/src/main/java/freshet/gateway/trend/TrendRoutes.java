package freshet.gateway.trend;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.gateway.list.ListBook;
import freshet.gateway.list.ListRoutes;
import freshet.gateway.settings.Units;
import freshet.model.trend.CountedItem;
import freshet.schema.ItemList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The call for what is viewed now. Threads may share it. */
public final class TrendRoutes {
    private static final int USUAL = 20;
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Trending trending;
    private final Optional<ListBook> lists;
    private final Predicate<String> withheld;
    private final DoubleSupplier share;

    /**
     * What is viewed now.
     *
     * @param share of the window's events that are read since the gateway started, 0 to 1; 1 where
     *     the job counts
     * @param category of all items; empty: of any category
     * @param asOf time of the newest event that counts, where the job counts
     * @param items most viewed first
     */
    public record TrendingJson(
            String window, double share, Optional<String> category, Optional<String> asOf, List<CountedItem> items) {}

    /**
     * @param trending counted here
     * @param lists counted by the job, where it makes any: they are told then
     * @param withheld whether an item may not be recommended now
     * @param share how much is read of what was there at the start, 0 to 1
     */
    public TrendRoutes(Trending trending, Optional<ListBook> lists, Predicate<String> withheld, DoubleSupplier share) {
        this.trending = trending;
        this.lists = lists;
        this.withheld = withheld;
        this.share = share;
    }

    /** The one call. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/trending", Access.READ, call -> trending(call).now()));
    }

    private Reply trending(Call call) {
        Optional<String> category = call.query("category");
        boolean listed = lists.isPresent() && !lists.get().trendingWindows().isEmpty();
        List<Duration> windows = listed ? lists.get().trendingWindows() : trending.windows();
        Duration window = call.duration("window", windows.get(0), LONGEST);
        int most = call.integer("n", USUAL, 1, MOST);
        if (!windows.contains(window)) {
            throw Problem.badRequest(
                    "query parameter window",
                    "no events are counted over " + Units.text(window),
                    "ask for " + windows.stream().map(Units::text).collect(Collectors.joining(" or "))
                            + ", or add it to " + (listed ? "the job's lists.trending-windows" : "trending.windows"));
        }
        if (category.isPresent()) {
            ListRoutes.required(lists, "query parameter category");
        }
        Optional<ItemList> list = lists.flatMap(book -> book.trending(window, category));
        List<CountedItem> items = (lists.isPresent() && (listed || category.isPresent())
                        ? list.map(ItemList::getItems).orElse(List.of()).stream()
                                .map(item -> new CountedItem(item.getItemId(), item.getCount()))
                        : trending.top(window).stream())
                .filter(item -> !withheld.test(item.itemId()))
                .limit(most)
                .toList();
        double read = listed ? 1 : share.getAsDouble();
        return Reply.json(200, new TrendingJson(Units.text(window), read, category, ListRoutes.asOf(list), items))
                .withHeader("Cache-Control", "no-store");
    }
}
