package freshet.gateway;

import freshet.gateway.answer.PopularSource;
import freshet.gateway.health.Health;
import freshet.gateway.health.Readiness;
import freshet.gateway.http.HttpServer;
import freshet.gateway.http.Route;
import freshet.gateway.item.ItemTitles;
import freshet.gateway.item.TitlesFile;
import freshet.gateway.live.LiveFeed;
import freshet.gateway.metrics.MetricsPage;
import freshet.gateway.model.Models;
import freshet.gateway.model.Popular;
import freshet.gateway.page.PageFiles;
import freshet.model.trend.TrendingItems;
import freshet.serving.model.BundleStore;
import freshet.serving.model.LocalFiles;
import freshet.serving.model.WebFiles;
import freshet.serving.table.TrendRecords;
import freshet.serving.table.TrendTable;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All parts of the gateway, from the construction on until it is closed. */
public final class Gateway implements AutoCloseable {
    private final Models models;
    private final HttpServer server;
    private final List<Route> routes;
    private final SessionPart sessions;
    private final LiveFeed live;
    private final RolloutPart rollout;
    private final ListPart lists;

    /**
     * With models from this machine's folders and from the web.
     *
     * @throws freshet.gateway.settings.SettingException if it cannot listen where it should
     */
    public Gateway(GatewaySettings settings) {
        this(settings, new LocalFiles());
    }

    /**
     * With models from the web and from a store.
     *
     * @param store gives those of all schemes but http and https
     * @throws freshet.gateway.settings.SettingException if it cannot listen where it should
     */
    public Gateway(GatewaySettings settings, BundleStore store) {
        this(settings, store, ItemTitles.NONE, InstantSource.system());
    }

    /**
     * The same for a shop that knows its titles and has a time of its own.
     *
     * @param titles what the items are called, where the settings name no file that says it
     * @param eventClock the time of events that say none
     */
    public Gateway(GatewaySettings settings, BundleStore store, ItemTitles titles, InstantSource eventClock) {
        PrometheusRegistry metrics = new PrometheusRegistry();
        ItemTitles known = settings.titles().<ItemTitles>map(TitlesFile::new).orElse(titles);
        Optional<TrendingItems> trends = settings.fallback().map(lists -> new TrendingItems(lists.category()));
        this.models = new Models(
                settings.models(),
                settings.sessions(),
                settings.kafka().clientProperties(),
                settings.topics().models(),
                settings.topics().items(),
                trends,
                new WebFiles(store),
                known,
                metrics);
        this.live = new LiveFeed(settings.sessions(), Clock.systemUTC());
        this.lists = new ListPart(
                settings,
                trends.map(items -> new TrendTable(
                        new TrendRecords(settings.fallback().orElseThrow().window()), items)),
                models::isWithheld);
        this.sessions = new SessionPart(
                settings, this::popular, lists.book(), models::isWithheld, live.board(), eventClock, metrics);
        this.rollout = new RolloutPart(settings);
        List<Readiness> checks = new ArrayList<>(models.checks());
        checks.addAll(sessions.checks());
        checks.addAll(lists.checks());
        List<Route> all = new ArrayList<>(lists.routes(models.routes()));
        all.addAll(sessions.routes());
        all.addAll(live.routes());
        all.addAll(rollout.routes());
        all.addAll(new PageFiles().routes());
        all.addAll(new OpenApi().routes());
        all.addAll(new MetricsPage(metrics).routes());
        all.addAll(new Health(checks, metrics).routes());
        this.routes = List.copyOf(all);
        try {
            this.server = new HttpServer(settings.http(), routes, metrics);
        } catch (RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    private PopularSource.Popular popular() {
        Popular known = models.popular();
        return new PopularSource.Popular(known.modelVersion(), known.items());
    }

    /** Where a program on this machine reaches it: {@code http://127.0.0.1:8080}. */
    public String address() {
        return server.address();
    }

    /** What it answers. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        sessions.close(); // the server still tells the callers that wait what became of their events
        server.close();
        live.close();
        rollout.close();
        lists.close();
        models.close();
    }

    private void closeParts() {
        sessions.close();
        live.close();
        rollout.close();
        lists.close();
        models.close();
    }
}
