package freshet.gateway.http;

import freshet.gateway.settings.Setting;
import freshet.gateway.settings.SettingException;
import freshet.gateway.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the server listens, who may call, and how much it takes. Immutable.
 *
 * @param host name or address that it listens on
 * @param port 0 for any free one
 * @param keys of callers and operators
 * @param tls its certificate; empty: it speaks in the clear
 * @param origins of other sites whose pages may call
 * @param limits how much it takes
 */
public record HttpSettings(
        String host, int port, Keys keys, Optional<TlsSettings> tls, Origins origins, Limits limits) {
    private static final Setting<String> HOST = Setting.filled("http.host", "127.0.0.1");
    private static final Setting<Integer> PORT = Setting.integer("http.port", 8080, 0, 65_535);
    private static final Setting<List<String>> API_KEY = Setting.secrets("http.api-key");
    private static final Setting<List<String>> OPERATOR_KEY = Setting.secrets("http.operator-key");
    private static final Setting<List<String>> ORIGINS = Setting.texts("http.cors.origins", "");

    /** @throws SettingException if others could reach the server without a key */
    public HttpSettings {
        if (!keys.required() && !isLoopback(host)) {
            throw new SettingException("http.host is " + host
                    + ", which others reach, and there is no http.api-key; set one, or listen on 127.0.0.1");
        }
    }

    /** The settings that there are, in their order. */
    public static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(HOST, PORT, API_KEY, OPERATOR_KEY));
        all.addAll(TlsSettings.ALL);
        all.add(ORIGINS);
        all.addAll(Limits.ALL);
        return List.copyOf(all);
    }

    /**
     * Reads them.
     *
     * @throws SettingException if one cannot be used
     */
    public static HttpSettings of(Settings settings) {
        return new HttpSettings(
                settings.get(HOST),
                settings.get(PORT),
                new Keys(settings.get(API_KEY), settings.get(OPERATOR_KEY)),
                TlsSettings.of(settings),
                new Origins(settings.get(ORIGINS)),
                Limits.of(settings));
    }

    /**
     * These alone, by key; the defaults of the others.
     *
     * @throws SettingException if one cannot be used
     */
    public static HttpSettings of(Map<String, String> given) {
        return of(new Settings(given, all(), "http.none."));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true; // nobody reaches a name without an address: listening on it fails, and says so
        }
    }
}
