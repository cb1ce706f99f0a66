package freshet.gateway.model;

import freshet.gateway.health.Readiness;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Route;
import freshet.gateway.item.ItemTitle;
import freshet.gateway.item.ItemTitles;
import freshet.model.answer.ItemRules;
import freshet.model.answer.WithheldIds;
import freshet.model.catalog.AttributeValue;
import freshet.model.catalog.ItemCatalog;
import freshet.model.catalog.ItemFacts;
import freshet.model.catalog.ItemFilter;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.model.trend.TrendingItems;
import freshet.serving.Announcement;
import freshet.serving.model.BundleFetcher;
import freshet.serving.model.BundleStore;
import freshet.serving.model.ModelCache;
import freshet.serving.table.AnnouncementRecords;
import freshet.serving.table.TopicFollower;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * Models and items as the topics announce them, and what is asked of them: follows and answers from
 * its construction on until it is closed. Threads share it.
 */
public final class Models implements AutoCloseable {
    private static final String CATEGORY = "category"; // the attribute that a page shows
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ModelSettings settings;
    private final SessionRules rules;
    private final Optional<String> itemsTopic;
    private final ItemTitles titles;
    private final Clock clock = Clock.systemUTC();
    private final WithheldIds withheld = new WithheldIds();
    private final ItemCatalog catalog;
    private final ItemsTable itemsTable;
    private final ItemRules itemRules;
    private final Announced announced = new Announced();
    private final ModelStates states;
    private final ScheduledExecutorService timers;
    private final AnsweringThreads threads;
    private final OtherVersions others;
    private final SimilarItems similar;
    private final Announcer announcer;
    private final ModelCalls modelCalls;
    private final TopicFollower models;
    private final Optional<TopicFollower> items;

    /**
     * Begins.
     *
     * @param settings which model, and how
     * @param rules what a session is
     * @param kafka properties of Kafka's clients
     * @param modelsTopic where models are announced
     * @param itemsTopic where items are withheld; empty if all may be recommended
     * @param trends answers sessions of which the model knows no item; empty: popular items do
     * @param store where bundles come from
     * @param titles what items are called
     * @param metrics takes the figures
     */
    public Models(
            ModelSettings settings,
            SessionRules rules,
            Properties kafka,
            String modelsTopic,
            Optional<String> itemsTopic,
            Optional<TrendingItems> trends,
            BundleStore store,
            ItemTitles titles,
            PrometheusRegistry metrics) {
        settings.arithmetic().checkJvm();
        this.settings = settings;
        this.rules = rules;
        this.itemsTopic = itemsTopic;
        this.titles = titles;
        this.catalog = new ItemCatalog(settings.catalogBytes(), true);
        this.itemsTable = new ItemsTable(withheld, catalog);
        this.itemRules = new ItemRules(withheld, catalog, settings.filter(), settings.limit(), trends, clock);
        this.states = new ModelStates(metrics);
        this.timers = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "gateway-timers");
            thread.setDaemon(true);
            return thread;
        });
        BundleFetcher fetcher = new BundleFetcher(store, settings.stores());
        ModelCache cache = ModelCache.ofThisJvm(fetcher, settings.arithmetic());
        ModelSwitches switches = new ModelSwitches(cache, settings, rules, itemRules);
        AnnouncementRecords records = new AnnouncementRecords(settings.name());
        this.threads = new AnsweringThreads(switches, states, timers);
        this.others = new OtherVersions(switches, timers, System::nanoTime);
        this.similar = new SimilarItems(fetcher);
        this.announcer = new Announcer(kafka, modelsTopic, records, clock);
        this.modelCalls = new ModelCalls(this, announced, states, announcer);
        gauges(metrics);
        // Last, as they tell the others: what is withheld comes before the first answer can.
        this.items = itemsTopic.map(topic -> new TopicFollower(kafka, topic, settings.look(), itemsTable));
        this.models =
                new TopicFollower(kafka, modelsTopic, settings.look(), new ModelsTable(records, announced, threads));
    }

    private void gauges(PrometheusRegistry metrics) {
        GaugeWithCallback.builder()
                .name("freshet_gateway_model_version")
                .help("The version that answers; 0 before any.")
                .callback(
                        gauge -> gauge.call(served().map(Announcement::version).orElse(0L)))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("freshet_gateway_model_calls_waiting")
                .help("Calls that wait for a thread that answers.")
                .callback(gauge -> gauge.call(threads.waiting()))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("freshet_gateway_items_withheld")
                .help("Items that nobody gets.")
                .callback(gauge -> gauge.call(withheld.size()))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("freshet_gateway_catalog_items")
                .help("Items of the catalogue.")
                .callback(gauge -> gauge.call(catalog.size()))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("freshet_gateway_catalog_bytes")
                .help("Memory of the catalogue.")
                .callback(gauge -> gauge.call(catalog.bytes()))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("freshet_gateway_catalog_refused")
                .help("How often the catalogue had no room for an item.")
                .callback(gauge -> gauge.call(catalog.refused()))
                .register(metrics);
    }

    /** All calls. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(new RecommendCalls(this).routes());
        routes.addAll(new ExplainCalls(this).routes());
        routes.addAll(new ItemCalls(this).routes());
        routes.addAll(modelCalls.routes());
        return routes;
    }

    /** Whether answers can be given: the topics are read, and the announced model is loaded. */
    public List<Readiness> checks() {
        List<Readiness> checks = new ArrayList<>(List.of(Readiness.of("model", this::modelProblem)));
        items.ifPresent(topic -> checks.add(Readiness.of("items", topic::problem)));
        return checks;
    }

    private Optional<String> modelProblem() {
        Optional<String> unread = models.problem();
        if (unread.isPresent() || threads.isReady()) {
            return unread;
        }
        if (!announced.isEmpty()) {
            long newest = announced.newestFirst().get(0).version();
            return Optional.of(states.problem(newest)
                    .map(problem -> "version " + newest + " cannot be loaded, and is tried again: " + problem)
                    .orElse("version " + newest + " is being loaded"));
        }
        return Optional.of("the model is about to be loaded");
    }

    /**
     * Answers to a session with what is served.
     *
     * @param session item ids, oldest first; with none that the model knows the most popular items
     *     are the answer
     * @param wanted most items, at most {@link ModelSettings#MOST_ITEMS}
     * @param exclude items that are left out
     * @return the answer; its source is NONE as long as no model is announced
     * @throws Problem if a model is announced and not loaded yet, or too many calls wait
     */
    public CompletionStage<Answer> recommend(List<String> session, int wanted, Collection<String> exclude) {
        return recommend(session, wanted, exclude, Optional.empty());
    }

    /** The same with nothing but what passes a filter. */
    CompletionStage<Answer> recommend(
            List<String> session, int wanted, Collection<String> exclude, Optional<ItemFilter> filter) {
        requireReady();
        return threads.rank(ranking(session, wanted, exclude, filter));
    }

    /**
     * Answers with another version than the one that is served.
     *
     * @throws Problem if it is not announced
     */
    CompletionStage<Answer> recommend(
            long version, List<String> session, int wanted, Set<String> exclude, Optional<ItemFilter> filter) {
        requireReady();
        if (served().filter(served -> served.version() == version).isPresent()) {
            return threads.rank(ranking(session, wanted, exclude, filter));
        }
        Announcement announcement = announced
                .of(settings.name(), version)
                .orElseThrow(() -> modelCalls.unknown("query parameter version", version));
        return others.rank(announcement, ranking(session, wanted, exclude, filter));
    }

    private Ranking ranking(List<String> session, int wanted, Collection<String> exclude, Optional<ItemFilter> filter) {
        return Ranking.of(session, rules, nowMillis(), wanted, Set.copyOf(exclude), filter);
    }

    /** @throws Problem if an answer would rest on less than what is announced */
    void requireReady() {
        checks().stream().flatMap(check -> check.problem().stream()).findFirst().ifPresent(problem -> {
            throw Problem.unavailable(problem, RETRY);
        });
    }

    /**
     * Reads from the served model.
     *
     * @return what the work makes of it; a {@link Problem} if there is none
     */
    <T> CompletionStage<T> read(Function<ServedModel, T> work) {
        requireReady();
        return threads.read(model -> work.apply(model.orElseThrow(Models::noModel)));
    }

    private static Problem noModel() {
        return Problem.unavailable("no model is announced yet; freshet publish announces one", RETRY);
    }

    /** The items that the served model relates to one. */
    CompletionStage<SimilarItems.Similar> similar(String itemId, int wanted) {
        requireReady();
        Announcement served = served().orElseThrow(Models::noModel);
        return similar.of(served)
                .thenCompose(relations -> threads.read(model -> relations.to(itemId, wanted, this::isWithheld)));
    }

    /** Withholds an item, or releases it. */
    CompletionStage<Void> availability(String itemId, boolean available) {
        String topic = itemsTopic.orElseThrow(() -> Problem.conflict(
                "gateway",
                "items.topic is not set, so that no item can be withheld",
                "start the gateway and the job with items.topic"));
        requireReady();
        return announcer.availability(topic, itemId, available, () -> itemsTable.place(itemId));
    }

    /** What is served; during a swap what was served before. */
    public Optional<Announcement> served() {
        return threads.served();
    }

    /** The most popular items of the served model, those included that are withheld. */
    public Popular popular() {
        return threads.popular();
    }

    /** Whether an item may be recommended to nobody. */
    public boolean isWithheld(String itemId) {
        return !itemRules.allow(itemId);
    }

    ModelSettings settings() {
        return settings;
    }

    SessionRules rules() {
        return rules;
    }

    /** What people call an item: as the catalogue says, else as the file of titles does. */
    Optional<ItemTitle> title(String itemId) {
        return catalog.facts(itemId).flatMap(Models::title).or(() -> titles.of(itemId));
    }

    private static Optional<ItemTitle> title(ItemFacts facts) {
        return facts.title()
                .map(title -> new ItemTitle(
                        title,
                        facts.attributes().get(CATEGORY) instanceof AttributeValue.Text category
                                ? category.text()
                                : ""));
    }

    /** What the catalogue says of an item. */
    Optional<ItemFacts> facts(String itemId) {
        return catalog.facts(itemId);
    }

    long nowMillis() {
        return clock.millis();
    }

    /** Follows no longer, answers what waits, and frees the models. */
    @Override
    public void close() {
        models.close();
        items.ifPresent(TopicFollower::close);
        announcer.close();
        others.close();
        threads.close();
        timers.shutdownNow();
    }
}
