package freshet.gateway;

import freshet.gateway.follow.FollowerSettings;
import freshet.gateway.follow.TopicFollower;
import freshet.gateway.health.Readiness;
import freshet.gateway.http.Route;
import freshet.gateway.list.ListBook;
import freshet.gateway.list.ListRoutes;
import freshet.serving.table.TrendTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The job's lists, read from their topic where the settings name one. */
final class ListPart implements AutoCloseable {
    private static final String POPULAR = "/v1/popular";

    private final Optional<ListBook> book;
    private final Optional<TopicFollower> follower;
    private final ListRoutes calls;

    /**
     * @param trends is told of what answers sessions of which the model knows no item
     * @param withheld whether an item may not be recommended now
     */
    ListPart(GatewaySettings settings, Optional<TrendTable> trends, Predicate<String> withheld) {
        book = settings.topics().lists().map(topic -> new ListBook(trends));
        follower = settings.topics()
                .lists()
                .map(topic -> new TopicFollower(
                        FollowerSettings.whole(
                                settings.kafka().bootstrapServers(),
                                settings.kafka().properties(),
                                topic),
                        book.orElseThrow()));
        calls = new ListRoutes(book, withheld);
    }

    /** What the lists tell; empty where no topic of lists is read. */
    Optional<ListBook> book() {
        return book;
    }

    /** All calls of its own, and those of the models: the lists answer that for a category. */
    List<Route> routes(List<Route> ofModels) {
        List<Route> routes = new ArrayList<>(calls.routes());
        ofModels.forEach(route -> routes.add(route.path().equals(POPULAR) ? calls.popular(route) : route));
        return routes;
    }

    /** Whether the topic is read. */
    List<Readiness> checks() {
        return follower.map(topic -> List.of(Readiness.of("lists", topic::problem)))
                .orElse(List.of());
    }

    @Override
    public void close() {
        follower.ifPresent(TopicFollower::close);
    }
}
