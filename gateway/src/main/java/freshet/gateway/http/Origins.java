package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import freshet.model.text.Quote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may call from a browser: the server's own, and those of named origins. A page of any
 * other site is refused, so that it cannot use what a visitor's machine reaches. Immutable.
 */
public final class Origins {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+");
    private static final String HEADERS = "Authorization, Content-Type, If-None-Match, X-API-Key";
    private static final String EXPOSED = "ETag, Retry-After";
    private static final String CACHED_SECONDS = "600";

    private final Set<String> allowed;

    /** @throws SettingException if one is none, or has a path */
    Origins(List<String> allowed) {
        for (String origin : allowed) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new SettingException("http.cors.origins has " + Quote.of(origin)
                        + "; an origin is a scheme, a host in small letters and a port if it is not the usual"
                        + " one, for example https://shop.example");
            }
        }
        this.allowed = Set.copyOf(allowed);
    }

    /**
     * Refuses a page of another site.
     *
     * @param origin as the browser says it; empty where no browser calls, or on a page's own GET
     * @param host as the call names the server
     * @throws Problem 403
     */
    void check(Optional<String> origin, Optional<String> host) {
        if (origin.isPresent() && !own(origin.get(), host) && !allowed.contains(origin.get())) {
            throw Problem.forbidden(
                            "header Origin",
                            "pages of " + Quote.of(origin.get()) + " may not call",
                            "name that origin in http.cors.origins")
                    .because("origin");
        }
    }

    private static boolean own(String origin, Optional<String> host) {
        return host.isPresent() && (origin.equals("http://" + host.get()) || origin.equals("https://" + host.get()));
    }

    /**
     * The headers by which a browser shows an answer to a page of that origin.
     *
     * @param methods of the path, for a browser that asks before it calls
     */
    Map<String, String> headers(Optional<String> origin, Optional<String> methods) {
        if (origin.isEmpty() || !allowed.contains(origin.get())) {
            return allowed.isEmpty() ? Map.of() : Map.of("Vary", "Origin");
        }
        return methods.isEmpty()
                ? Map.of(
                        "Vary",
                        "Origin",
                        "Access-Control-Allow-Origin",
                        origin.get(),
                        "Access-Control-Expose-Headers",
                        EXPOSED)
                : Map.of(
                        "Vary",
                        "Origin",
                        "Access-Control-Allow-Origin",
                        origin.get(),
                        "Access-Control-Allow-Methods",
                        methods.get(),
                        "Access-Control-Allow-Headers",
                        HEADERS,
                        "Access-Control-Max-Age",
                        CACHED_SECONDS);
    }

    @Override
    public String toString() {
        return allowed.toString();
    }
}
