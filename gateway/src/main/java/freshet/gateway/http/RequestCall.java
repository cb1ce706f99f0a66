package freshet.gateway.http;

import freshet.gateway.settings.Units;
import freshet.model.text.Quote;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** A call as the server took it. */
final class RequestCall implements Call {
    private final Request request;
    private final Router.Match match;
    private final Access allowed;
    private final Map<String, List<String>> query;
    private final byte[] body;

    /** @throws Problem if the query cannot be decoded */
    RequestCall(Request request, Router.Match match, Access allowed) {
        this(
                request,
                match,
                allowed,
                Optional.ofNullable(request.getHttpURI().getQuery())
                        .map(Escapes::query)
                        .orElse(Map.of()),
                new byte[0]);
    }

    private RequestCall(
            Request request, Router.Match match, Access allowed, Map<String, List<String>> query, byte[] body) {
        this.request = request;
        this.match = match;
        this.allowed = allowed;
        this.query = query;
        this.body = body;
    }

    /** The same with its body. */
    RequestCall with(byte[] read) {
        return new RequestCall(request, match, allowed, query, read);
    }

    Route route() {
        return match.route();
    }

    @Override
    public String method() {
        return match.route().method();
    }

    @Override
    public String path(String name) {
        String value = match.values().get(name);
        if (value == null) {
            throw new IllegalArgumentException(match.route().path() + " has no {" + name + "}");
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.badRequest(place(name), "it is given " + values.size() + " times", "give it once");
        }
        return values.stream().findFirst();
    }

    @Override
    public int integer(String name, int otherwise, int min, int max) {
        return query(name)
                .map(text -> {
                    try {
                        int value = Integer.parseInt(text);
                        if (value >= min && value <= max) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        // said below, as for a number out of range
                    }
                    throw Problem.badRequest(
                            place(name),
                            Quote.of(text) + " is not allowed",
                            "give a whole number from " + min + " to " + max);
                })
                .orElse(otherwise);
    }

    @Override
    public Duration duration(String name, Duration otherwise, Duration max) {
        return query(name).map(text -> time(name, text, max)).orElse(otherwise);
    }

    private static Duration time(String name, String text, Duration max) {
        String remedy = "give a time with its unit up to " + Units.text(max) + ", for example 50ms or 2s";
        try {
            Duration value = Units.time(text);
            if (value.compareTo(max) <= 0) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(place(name), Quote.of(text) + " is no time", remedy);
        }
        throw Problem.badRequest(place(name), Quote.of(text) + " is too long", remedy);
    }

    @Override
    public List<String> list(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public <T> T body(Class<T> type) {
        return Json.read(body, type);
    }

    @Override
    public Access access() {
        return allowed;
    }

    private static String place(String name) {
        return "query parameter " + name;
    }
}
