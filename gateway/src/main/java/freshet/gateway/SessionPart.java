package freshet.gateway;

import freshet.client.ClientSettings;
import freshet.gateway.GatewaySettings.KafkaSettings;
import freshet.gateway.GatewaySettings.TopicSettings;
import freshet.gateway.answer.AnswerStore;
import freshet.gateway.answer.AnswersFeed;
import freshet.gateway.answer.PopularSource;
import freshet.gateway.answer.SessionRoutes;
import freshet.gateway.event.EventRoutes;
import freshet.gateway.follow.FollowerSettings;
import freshet.gateway.follow.TopicFollower;
import freshet.gateway.follow.TopicReader;
import freshet.gateway.health.Readiness;
import freshet.gateway.http.Route;
import freshet.gateway.list.ListBook;
import freshet.gateway.live.LiveAnswers;
import freshet.gateway.live.LiveBoard;
import freshet.gateway.live.LiveEvents;
import freshet.gateway.trend.EventsFeed;
import freshet.gateway.trend.RecentEvents;
import freshet.gateway.trend.TrendRoutes;
import freshet.gateway.trend.Trending;
import freshet.schema.event.EventFormat;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** What is known of sessions and events: follows both topics from its construction on. */
final class SessionPart implements AutoCloseable {
    private static final String PREFIX = "freshet_gateway_";
    private static final int PERCENT = 100;
    private static final int RECENT_SHARE = 4; // of the answers' memory

    private final AnswerStore store;
    private final AnswersFeed answersFeed;
    private final TopicFollower answers;
    private final TopicFollower events;
    private final EventRoutes eventRoutes;
    private final List<Route> routes;

    /**
     * @param popular for sessions without an answer
     * @param lists of trending items, where the job makes any
     * @param withheld whether an item may not be recommended now
     * @param live is told what is read
     * @param eventClock the time of events that say none
     */
    SessionPart(
            GatewaySettings settings,
            PopularSource popular,
            Optional<ListBook> lists,
            Predicate<String> withheld,
            LiveBoard live,
            InstantSource eventClock,
            PrometheusRegistry metrics) {
        StreamSettings streams = settings.streams();
        TopicSettings topics = settings.topics();
        Clock clock = Clock.systemUTC();
        store = new AnswerStore(settings.sessions(), streams.maxMemory());
        answersFeed = new AnswersFeed(store, topics.events(), settings.outOfOrderness(), streams.idleTimeout(), clock);
        Trending trending = new Trending(streams.windows(), streams.trendingItems());
        RecentEvents recent = new RecentEvents(settings.sessions().maxItems(), streams.maxMemory() / RECENT_SHARE);
        Duration open = Duration.ofMillis(settings.sessions().gapMillis()).plus(settings.outOfOrderness());
        answers = new TopicFollower(
                follower(settings.kafka(), topics.recommendations(), open),
                TopicReader.both(answersFeed, new LiveAnswers(live, topics.events())));
        events = new TopicFollower(
                follower(settings.kafka(), topics.events(), longest(streams.windows())),
                TopicReader.both(
                        new EventsFeed(trending, recent, EventFormat.AUTO, answersFeed::eventsAnew, clock),
                        new LiveEvents(live, clock)));
        eventRoutes =
                new EventRoutes(client(settings.kafka(), topics, streams), store, streams.writeTimeout(), eventClock);

        List<Route> all = new ArrayList<>(eventRoutes.routes());
        all.addAll(new SessionRoutes(store, popular, withheld, id -> recent.of(id).stream()
                        .map(event -> new SessionRoutes.SeenEventJson(
                                event.itemId(), event.eventTime().toString(), event.eventType()))
                        .toList())
                .routes());
        all.addAll(new TrendRoutes(trending, lists, withheld, events::share).routes());
        routes = List.copyOf(all);
        register(metrics);
    }

    private void register(PrometheusRegistry metrics) {
        gauge(metrics, "sessions", "Sessions whose newest answer is kept.", store::sessions);
        gauge(metrics, "answers_bytes", "Memory that the newest answers take.", store::bytes);
        gauge(metrics, "answers_max_bytes", "Most memory that they may take.", store::maxBytes);
        gauge(metrics, "answers_share", "Of what was there at the start: what is read.", answers::share);
        gauge(metrics, "trending_share", "Of the events that were there at the start: what is read.", events::share);
        gauge(metrics, "events_waiting", "Events whose senders wait.", eventRoutes::waiting);
        counter(metrics, "answers", "Answers read, repetitions included.", answersFeed::answers);
        counter(metrics, "answers_unreadable", "Records that are no recommendation.", answersFeed::unreadable);
        counter(metrics, "sessions_evicted", "Open sessions that left as memory was full.", store::evicted);
    }

    private static void gauge(PrometheusRegistry metrics, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(metrics);
    }

    private static void counter(PrometheusRegistry metrics, String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(metrics);
    }

    /** All calls. */
    List<Route> routes() {
        return routes;
    }

    /** What must be well before the gateway can answer. */
    List<Readiness> checks() {
        return List.of(
                Readiness.of("answers", this::answersProblem, this::answersNote),
                Readiness.of("events", eventRoutes::problem));
    }

    private Optional<String> answersProblem() {
        Optional<String> problem = answers.problem();
        if (problem.isPresent() || answers.share() == 1) {
            return problem;
        }
        int percent = (int) (PERCENT * answers.share());
        return Optional.of(percent + " % of the answers of open sessions are read; wait for all");
    }

    private Optional<String> answersNote() {
        return store.evicted() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "answers.max-memory is full: %,d open sessions had to leave since the start; raise it, or run"
                                + " with a larger heap",
                        store.evicted()));
    }

    private static FollowerSettings follower(KafkaSettings kafka, String topic, Duration back) {
        return new FollowerSettings(kafka.bootstrapServers(), kafka.properties(), topic, back, FollowerSettings.LOOK);
    }

    private static ClientSettings client(KafkaSettings kafka, TopicSettings topics, StreamSettings streams) {
        return ClientSettings.of(kafka.bootstrapServers())
                .withTopics(topics.events(), topics.recommendations(), topics.rejected())
                .withMaxPending(streams.maxPending())
                .withRememberedSessions(0) // the store has them
                .withKafkaProperties(kafka.properties());
    }

    private static Duration longest(List<Duration> windows) {
        return windows.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Finishes the events that were taken, then ends the reading. */
    @Override
    public void close() {
        eventRoutes.close();
        events.close();
        answers.close();
    }
}
