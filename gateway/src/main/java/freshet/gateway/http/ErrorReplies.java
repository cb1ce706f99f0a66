package freshet.gateway.http;

import freshet.model.text.Quote;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, before a route sees it, is a problem as all others. */
final class ErrorReplies extends ErrorHandler {
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final Duration slow;
    private final HttpMeter meter;

    ErrorReplies(Duration slow, HttpMeter meter) {
        this.slow = slow;
        this.meter = meter;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        Object message = request.getAttribute(ERROR_MESSAGE);
        String detail = message == null ? Statuses.title(status) : Quote.sentence(message.toString());
        ReplyWriter writer = new ReplyWriter(request, response, callback, slow, meter);
        writer.headers(Map.of());
        new Exchange(request, writer, meter, "none")
                .failed(Problem.of(status, "request", detail, remedy(status)).because("request"));
        return true;
    }

    private static String remedy(int status) {
        return switch (status) {
            case URI_TOO_LONG -> "send a shorter path and query";
            case HEADERS_TOO_LARGE -> "send fewer or shorter headers";
            default -> status < 500 ? "send a request as HTTP/1.1 has it" : "look into the gateway's log";
        };
    }
}
