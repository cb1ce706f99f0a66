package freshet.gateway.http;

import freshet.gateway.settings.Setting;
import freshet.gateway.settings.Settings;
import java.util.List;

/**
 * Where the server listens, and how much it takes. Immutable.
 *
 * @param host name or address that it listens on
 * @param port 0 for any free one
 * @param maxBody most bytes of a call's body
 */
public record HttpSettings(String host, int port, int maxBody) {
    static final Setting<String> HOST = Setting.filled("http.host", "127.0.0.1");
    static final Setting<Integer> PORT = Setting.integer("http.port", 8080, 0, 65_535);
    static final Setting<Long> MAX_BODY = Setting.size("http.max-body", "1 mb", 1, 64L << 20);

    /** The settings that there are, in their order. */
    public static List<Setting<?>> all() {
        return List.of(HOST, PORT, MAX_BODY);
    }

    /**
     * Reads them.
     *
     * @throws freshet.gateway.settings.SettingException if one cannot be used
     */
    public static HttpSettings of(Settings settings) {
        return new HttpSettings(settings.get(HOST), settings.get(PORT), Math.toIntExact(settings.get(MAX_BODY)));
    }
}
