package freshet.gateway.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes the one answer of a call; what comes after it is dropped. */
final class ReplyWriter {
    private final Response response;
    private final Callback callback;
    private final AtomicBoolean written = new AtomicBoolean();

    ReplyWriter(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    /** Threads may race: the first one's is written. */
    void write(Reply reply) {
        if (written.compareAndSet(false, true)) {
            response.setStatus(reply.status());
            reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            if (reply.status() != 204 && reply.status() != 304) {
                response.getHeaders()
                        .put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
            }
            response.write(true, reply.body(), callback);
        }
    }
}
