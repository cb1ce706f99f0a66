package freshet.gateway.http;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An answer. Immutable.
 *
 * @param status of HTTP
 * @param headers by name
 * @param body read-only; empty where there is none
 */
public record Reply(int status, Map<String, String> headers, ByteBuffer body) {
    private static final String CONTENT_TYPE = "Content-Type";

    public Reply {
        headers = Map.copyOf(headers);
        body = body.asReadOnlyBuffer();
    }

    /** Each call has its own position in the same bytes. */
    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }

    /** An object as JSON: a record's components become fields, without the empty ones. */
    public static Reply json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value));
    }

    /** Bytes of a certain type. */
    public static Reply of(int status, String contentType, byte[] bytes) {
        return new Reply(status, Map.of(CONTENT_TYPE, contentType), ByteBuffer.wrap(bytes));
    }

    /** No body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), ByteBuffer.allocate(0));
    }

    /** The same with a header, which replaces one of the same name. */
    public Reply withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Reply(status, all, body);
    }

    /** For an endpoint that answers at once. */
    public CompletionStage<Reply> now() {
        return CompletableFuture.completedFuture(this);
    }
}
