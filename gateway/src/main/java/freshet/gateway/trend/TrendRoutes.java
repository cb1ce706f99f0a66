package freshet.gateway.trend;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.gateway.settings.Units;
import freshet.model.trend.CountedItem;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The call for what is viewed now. Threads may share it. */
public final class TrendRoutes {
    private static final int USUAL = 20;
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Trending trending;
    private final Predicate<String> withheld;
    private final DoubleSupplier share;

    /**
     * What is viewed now.
     *
     * @param share of the window's events that are read since the gateway started, 0 to 1
     * @param items most viewed first
     */
    public record TrendingJson(String window, double share, List<CountedItem> items) {}

    /**
     * @param withheld whether an item may not be recommended now
     * @param share how much is read of what was there at the start, 0 to 1
     */
    public TrendRoutes(Trending trending, Predicate<String> withheld, DoubleSupplier share) {
        this.trending = trending;
        this.withheld = withheld;
        this.share = share;
    }

    /** The one call. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/trending", Access.READ, call -> trending(call).now()));
    }

    private Reply trending(Call call) {
        List<Duration> windows = trending.windows();
        Duration window = call.duration("window", windows.get(0), LONGEST);
        int most = call.integer("n", USUAL, 1, MOST);
        if (!windows.contains(window)) {
            throw Problem.badRequest(
                    "query parameter window",
                    "no events are counted over " + Units.text(window),
                    "ask for " + windows.stream().map(Units::text).collect(Collectors.joining(" or "))
                            + ", or add it to trending.windows");
        }
        List<CountedItem> items = trending.top(window).stream()
                .filter(item -> !withheld.test(item.itemId()))
                .limit(most)
                .toList();
        return Reply.json(200, new TrendingJson(Units.text(window), share.getAsDouble(), items))
                .withHeader("Cache-Control", "no-store");
    }
}
