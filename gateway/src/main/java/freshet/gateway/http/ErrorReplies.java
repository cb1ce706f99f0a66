package freshet.gateway.http;

import freshet.model.text.Quote;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, before a route sees it, is a problem as all others. */
final class ErrorReplies extends ErrorHandler {
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        Object message = request.getAttribute(ERROR_MESSAGE);
        String detail = message == null ? Statuses.title(status) : Quote.sentence(message.toString());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        new ReplyWriter(response, callback)
                .write(Problem.of(status, "request", detail, remedy(status)).reply());
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
