package freshet.gateway.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call that cannot be answered as asked, told as RFC 9457 says. {@code where} names the place: a
 * path's part, a query parameter, a header, or {@code body} with a JSON pointer; {@code remedy}
 * says what would be right.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String MEDIA_TYPE = "application/problem+json";

    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;
    private final int status;
    private final String reason;

    private Problem(int status, String reason, Map<String, Object> members, Map<String, String> headers) {
        super(members.get("detail").toString(), null, false, false); // an answer, not a fault: no stack trace
        this.status = status;
        this.reason = reason;
        this.members = members;
        this.headers = headers;
    }

    /**
     * Any problem.
     *
     * @param status of HTTP, 400 to 599
     * @param where the place in the call, or of the gateway
     * @param detail what is wrong
     * @param remedy what would be right, or what to do
     */
    public static Problem of(int status, String where, String detail, String remedy) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", Statuses.title(status));
        members.put("status", status);
        members.put("detail", detail);
        members.put("where", where);
        members.put("remedy", remedy);
        return new Problem(status, "", members, Map.of());
    }

    /** 400: what was sent is wrong. */
    public static Problem badRequest(String where, String detail, String remedy) {
        return of(400, where, detail, remedy);
    }

    /** 401: no key, or a wrong one. */
    public static Problem unauthorized(String where, String detail, String remedy) {
        return of(401, where, detail, remedy).withHeader("WWW-Authenticate", "Bearer");
    }

    /** 403: known, and not allowed. */
    public static Problem forbidden(String where, String detail, String remedy) {
        return of(403, where, detail, remedy);
    }

    /** 404: there is no such thing. */
    public static Problem notFound(String where, String detail, String remedy) {
        return of(404, where, detail, remedy);
    }

    /** 405: the path has other methods. */
    public static Problem methodNotAllowed(String method, String allow) {
        return of(405, "method", method + " is not allowed here", "use one of " + allow)
                .withHeader("Allow", allow);
    }

    /** 409: cannot be done as things are. */
    public static Problem conflict(String where, String detail, String remedy) {
        return of(409, where, detail, remedy);
    }

    /** 413: too many bytes. */
    public static Problem tooLarge(String where, String detail, String remedy) {
        return of(413, where, detail, remedy);
    }

    /** 415: not JSON. */
    public static Problem unsupportedMediaType(String where, String detail, String remedy) {
        return of(415, where, detail, remedy);
    }

    /** 422: understood, and refused. */
    public static Problem unprocessable(String where, String detail, String remedy) {
        return of(422, where, detail, remedy);
    }

    /** 429: too many calls. */
    public static Problem tooMany(String where, String detail, Duration retryAfter) {
        return of(429, where, detail, "call again in " + seconds(retryAfter) + " s")
                .retryAfter(retryAfter);
    }

    /** 503: something that is needed is away. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return of(503, "gateway", detail, "call again in " + seconds(retryAfter) + " s")
                .retryAfter(retryAfter);
    }

    /** The same with one more member: what else a program may want to know. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, reason, more, headers);
    }

    /** The same with one more header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, reason, members, more);
    }

    /** The same, counted as a refusal for that reason. */
    public Problem because(String why) {
        return new Problem(status, why, members, headers);
    }

    /** Why the server refused the call, as its metrics count it; empty where it did not. */
    Optional<String> reason() {
        return Optional.of(reason).filter(why -> !why.isEmpty());
    }

    private Problem retryAfter(Duration time) {
        return withHeader("Retry-After", Long.toString(seconds(time)));
    }

    private static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1_000);
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** As the caller gets it. */
    public Reply reply() {
        Reply reply = Reply.of(status, MEDIA_TYPE, Json.bytes(members));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            reply = reply.withHeader(header.getKey(), header.getValue());
        }
        return reply.withHeader("Cache-Control", "no-store");
    }
}
