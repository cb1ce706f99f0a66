package freshet.gateway.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Writes the one answer of a call; what comes after it is dropped. A caller that does not read its
 * answer in time is cut off.
 */
final class ReplyWriter {
    /** A browser runs nothing that is not of this server, and shows its pages within no other. */
    private static final Map<String, String> SAFETY = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Duration slow;
    private final HttpMeter meter;
    private final AtomicBoolean written = new AtomicBoolean();

    ReplyWriter(Request request, Response response, Callback callback, Duration slow, HttpMeter meter) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.slow = slow;
        this.meter = meter;
    }

    /** Sets the headers that every answer has, and some more. */
    void headers(Map<String, String> more) {
        SAFETY.forEach((name, value) -> response.getHeaders().put(name, value));
        more.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    /** Threads may race: the first one's is written, and true is what it gets. */
    boolean write(Reply reply) {
        if (!written.compareAndSet(false, true)) {
            return false;
        }
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!request.consumeAvailable()) { // a body still comes that nobody reads: the caller must know it ends here
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (reply.status() != 204 && reply.status() != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
        }
        AtomicBoolean done = new AtomicBoolean();
        response.write(
                true,
                reply.body(),
                Callback.from(
                        Invocable.InvocationType.NON_BLOCKING,
                        () -> {
                            done.set(true);
                            callback.succeeded();
                        },
                        failure -> {
                            done.set(true);
                            callback.failed(failure);
                        }));
        if (!done.get()) {
            request.getComponents().getScheduler().schedule(() -> cutOff(done), slow.toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private void cutOff(AtomicBoolean done) {
        if (!done.get()) {
            meter.rejected("slow");
            request.getConnectionMetaData().getConnection().getEndPoint().close();
        }
    }
}
