package freshet.gateway.http;

import freshet.model.text.Quote;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Says who calls and what they are allowed, or refuses them. Threads may share it. */
final class Gatekeeper {
    private static final String BEARER = "Bearer ";
    private static final String KEY_HEADER = "X-API-Key";

    /** With a port or without: a name that no foreign name server can lead here. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");

    /** By them a proxy says for whom it calls. */
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

    private final Keys keys;
    private final Origins origins;
    private final Optional<Rates> rates;

    Gatekeeper(HttpSettings settings) {
        this.keys = settings.keys();
        this.origins = settings.origins();
        int rate = settings.limits().rate();
        this.rates = rate == 0 ? Optional.empty() : Optional.of(new Rates(rate, System::nanoTime));
    }

    /**
     * What a caller is allowed.
     *
     * @throws Problem 401 for a key that is none, 403 for a page of another site or a foreign name,
     *     429 for too many calls
     */
    Access admit(Request request) {
        Optional<String> host = header(request, HttpHeader.HOST.asString());
        Optional<String> key = key(request);
        Optional<Access> shown = key.flatMap(keys::allowed);
        String client = shown.isPresent() ? "key " + Keys.name(key.get()) : "address " + Request.getRemoteAddr(request);
        rates.ifPresent(all -> all.count(client));
        if (!keys.required()
                && !host.filter(name -> LOOPBACK.matcher(name).matches()).isPresent()) {
            throw Problem.forbidden(
                            "header Host",
                            host.map(Quote::of).orElse("no name") + " is no name of this machine's loopback",
                            "call localhost or 127.0.0.1, or set http.api-key")
                    .because("host");
        }
        if (!keys.required()) {
            FORWARDED.stream()
                    .filter(name -> header(request, name).isPresent())
                    .findFirst()
                    .ifPresent(Gatekeeper::refuseProxy);
        }
        origins.check(header(request, HttpHeader.ORIGIN.asString()), host);
        if (key.isPresent() && shown.isEmpty()) {
            throw Problem.unauthorized(
                            "header " + (header(request, KEY_HEADER).isPresent() ? KEY_HEADER : "Authorization"),
                            "the key is none of this gateway's",
                            "send a key of http.api-key or http.operator-key")
                    .because("key");
        }
        return shown.orElse(keys.required() ? Access.OPEN : Access.WRITE);
    }

    /**
     * Refuses a caller that is not allowed enough.
     *
     * @throws Problem 401 if a key is missing, 403 if it is not enough
     */
    void require(Access needed, Access allowed) {
        if (needed.compareTo(allowed) <= 0) {
            return;
        }
        if (needed == Access.OPERATOR && !keys.operable()) {
            throw Problem.forbidden(
                            "gateway", "this call needs an operator's key, and there is none", "set http.operator-key")
                    .because("key");
        }
        String setting = needed == Access.OPERATOR ? "http.operator-key" : "http.api-key";
        throw Problem.unauthorized(
                        "header Authorization",
                        "this call needs a key of " + setting,
                        "send it as Authorization: Bearer KEY, or as X-API-Key: KEY")
                .because("key");
    }

    /** Others than those on this machine may be behind it, by a Host that the proxy has written. */
    private static void refuseProxy(String header) {
        throw Problem.forbidden(
                        "header " + header,
                        "the call comes through a proxy, and this gateway asks nobody for a key",
                        "set http.api-key, or call localhost or 127.0.0.1 without the proxy")
                .because("host");
    }

    private static Optional<String> key(Request request) {
        return header(request, KEY_HEADER).or(() -> header(request, HttpHeader.AUTHORIZATION.asString())
                .map(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? value.substring(BEARER.length()).strip()
                        : value));
    }

    static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }
}
