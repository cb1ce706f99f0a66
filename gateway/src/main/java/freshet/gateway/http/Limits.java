package freshet.gateway.http;

import freshet.gateway.settings.Setting;
import freshet.gateway.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How much the server takes. Immutable.
 *
 * @param body most bytes of a call's body
 * @param bodies most bytes of all bodies that are in memory at a time
 * @param headers most bytes of a call's first line and headers
 * @param connections most connections at a time
 * @param connectionsPerClient most connections of one address at a time
 * @param streams most event streams at a time
 * @param rate most calls of one client in a second; 0: any number
 * @param idle a connection on which nothing comes or goes for longer is closed
 * @param slow a call that takes longer to come, and an answer that takes longer to be read, is cut
 *     off
 */
record Limits(
        int body,
        long bodies,
        int headers,
        int connections,
        int connectionsPerClient,
        int streams,
        int rate,
        Duration idle,
        Duration slow) {
    private static final int MB = 1 << 20;

    static final Setting<Long> BODY = Setting.size("http.max-body", "1 mb", 1, 64L * MB);
    static final Setting<Long> BODIES = Setting.size("http.max-bodies", "64 mb", 1, 64L << 30);
    static final Setting<Long> HEADERS = Setting.size("http.max-headers", "16 kb", 1 << 10, MB);
    static final Setting<Integer> CONNECTIONS = Setting.integer("http.max-connections", 10_000, 1, 1_000_000);
    static final Setting<Integer> CONNECTIONS_PER_CLIENT =
            Setting.integer("http.max-connections-per-client", 5_000, 1, 1_000_000);
    static final Setting<Integer> STREAMS = Setting.integer("http.max-streams", 500, 0, 100_000);
    static final Setting<Integer> RATE = Setting.integer("http.rate", 0, 0, 1_000_000);
    static final Setting<Duration> IDLE =
            Setting.time("http.idle-timeout", "30 s", Duration.ofMillis(100), Duration.ofHours(1));
    static final Setting<Duration> SLOW =
            Setting.time("http.slow-timeout", "30 s", Duration.ofMillis(100), Duration.ofHours(1));

    static final List<Setting<?>> ALL =
            List.of(BODY, BODIES, HEADERS, CONNECTIONS, CONNECTIONS_PER_CLIENT, STREAMS, RATE, IDLE, SLOW);

    static Limits of(Settings settings) {
        return new Limits(
                Math.toIntExact(settings.get(BODY)),
                settings.get(BODIES),
                Math.toIntExact(settings.get(HEADERS)),
                settings.get(CONNECTIONS),
                settings.get(CONNECTIONS_PER_CLIENT),
                settings.get(STREAMS),
                settings.get(RATE),
                settings.get(IDLE),
                settings.get(SLOW));
    }
}
