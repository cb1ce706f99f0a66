package freshet.gateway;

import freshet.gateway.http.HttpSettings;
import freshet.gateway.item.TitlesFile;
import freshet.gateway.model.ModelSettings;
import freshet.gateway.settings.Setting;
import freshet.gateway.settings.SettingException;
import freshet.gateway.settings.Settings;
import freshet.gateway.settings.Units;
import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The gateway's settings, each within its range. Immutable.
 *
 * @param kafka how to reach Kafka
 * @param topics where events and answers travel
 * @param fallback what answers a session of which the model knows no item; empty: popular items
 * @param models which model is served, and how
 * @param sessions what a session is, as the job's settings say
 * @param outOfOrderness how far events of a partition may be out of order in event time
 * @param streams what is kept of events and answers
 * @param titles file that says what people call the items, if one is named
 * @param http the server
 */
public record GatewaySettings(
        KafkaSettings kafka,
        TopicSettings topics,
        Optional<FallbackSettings> fallback,
        ModelSettings models,
        SessionRules sessions,
        Duration outOfOrderness,
        StreamSettings streams,
        Optional<Path> titles,
        HttpSettings http) {
    /** What follows it goes to every Kafka client unchanged. */
    public static final String KAFKA_PROPERTIES_PREFIX = "kafka.properties.";

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final Setting<String> BOOTSTRAP_SERVERS =
            Setting.filled("kafka.bootstrap.servers", "localhost:9092");
    private static final Setting<String> EVENTS = Setting.filled("events.topic", "events");
    private static final Setting<Duration> OUT_OF_ORDERNESS =
            Setting.time("events.out-of-orderness", "1 min", Duration.ZERO, FOREVER);
    private static final Setting<String> RECOMMENDATIONS = Setting.filled("recommendations.topic", "recommendations");
    private static final Setting<String> REJECTED = Setting.filled("rejected.topic", "rejected-events");
    private static final Setting<String> MODELS = Setting.filled("models.topic", "models");
    private static final Setting<String> ITEMS = Setting.text("items.topic", "");
    private static final Setting<String> ROLLOUTS = Setting.text("rollouts.topic", "");
    private static final Setting<String> LISTS = Setting.text("lists.topic", "");
    private static final Setting<String> LISTS_CATEGORY = Setting.text("lists.category", "");
    private static final Setting<Duration> LISTS_FALLBACK_WINDOW =
            Setting.time("lists.fallback-window", "0 s", Duration.ZERO, FOREVER);
    private static final Setting<String> TITLES = Setting.text(TitlesFile.SETTING, "");
    private static final Setting<Duration> GAP = Setting.time("session.gap", "30 min", Duration.ofMillis(1), FOREVER);
    private static final Setting<Integer> MAX_ITEMS =
            Setting.integer("session.max-items", 50, 1, SessionRules.MOST_ITEMS);

    /** The settings that there are, in the order of {@code config/gateway.yaml}. */
    public static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(HttpSettings.all());
        all.addAll(List.of(
                BOOTSTRAP_SERVERS,
                EVENTS,
                OUT_OF_ORDERNESS,
                RECOMMENDATIONS,
                REJECTED,
                MODELS,
                ITEMS,
                ROLLOUTS,
                LISTS,
                LISTS_CATEGORY,
                LISTS_FALLBACK_WINDOW,
                TITLES,
                GAP,
                MAX_ITEMS));
        all.addAll(StreamSettings.all());
        all.addAll(ModelSettings.all());
        return List.copyOf(all);
    }

    /**
     * Settings by key; the defaults for those not given.
     *
     * @throws freshet.gateway.settings.SettingException if a key is unknown or a value cannot be
     *     used
     */
    public static GatewaySettings of(Map<String, String> given) {
        Settings settings = new Settings(given, all(), KAFKA_PROPERTIES_PREFIX);
        return new GatewaySettings(
                new KafkaSettings(settings.get(BOOTSTRAP_SERVERS), settings.under(KAFKA_PROPERTIES_PREFIX)),
                new TopicSettings(
                        settings.get(EVENTS),
                        settings.get(RECOMMENDATIONS),
                        settings.get(REJECTED),
                        settings.get(MODELS),
                        named(settings.get(ITEMS)),
                        named(settings.get(ROLLOUTS)),
                        named(settings.get(LISTS))),
                fallback(settings),
                ModelSettings.of(settings),
                SessionRules.of(settings.get(GAP), settings.get(MAX_ITEMS)),
                settings.get(OUT_OF_ORDERNESS),
                StreamSettings.of(settings),
                named(settings.get(TITLES)).map(Path::of),
                HttpSettings.of(settings));
    }

    private static Optional<FallbackSettings> fallback(Settings settings) {
        Duration window = settings.get(LISTS_FALLBACK_WINDOW);
        if (window.isZero()) {
            return Optional.empty();
        }
        if (settings.get(LISTS).isEmpty()) {
            throw new SettingException("lists.fallback-window is " + Units.text(window) + ", but lists.topic is empty:"
                    + " no lists are read; name the job's topic of lists, or set lists.fallback-window: 0 s");
        }
        return Optional.of(new FallbackSettings(window, settings.get(LISTS_CATEGORY)));
    }

    private static Optional<String> named(String text) {
        return Optional.of(text).filter(name -> !name.isEmpty());
    }

    /**
     * How to reach Kafka.
     *
     * @param bootstrapServers host:port, separated by commas
     * @param properties for every client; what they refer to is looked up already
     */
    public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
        public KafkaSettings {
            properties = Map.copyOf(properties);
        }

        /** What every client gets. */
        public Properties clientProperties() {
            Properties client = new Properties();
            client.putAll(properties);
            client.setProperty("bootstrap.servers", bootstrapServers);
            return client;
        }

        /** Without the values of the properties: passwords are among them. */
        @Override
        public String toString() {
            return "KafkaSettings[" + bootstrapServers + ", properties " + properties.keySet() + "]";
        }
    }

    /**
     * What answers a session of which the model knows no item.
     *
     * @param window of the trending items
     * @param category the attribute whose values have lists of their own; empty: none has
     */
    public record FallbackSettings(Duration window, String category) {}

    /**
     * Where events and answers travel.
     *
     * @param items of the items' availability; empty where every item may be recommended
     * @param rollouts of what a judge of challengers decides; empty where none is told of
     * @param lists of popular, trending and new items; empty where none are read
     */
    public record TopicSettings(
            String events,
            String recommendations,
            String rejected,
            String models,
            Optional<String> items,
            Optional<String> rollouts,
            Optional<String> lists) {}
}
