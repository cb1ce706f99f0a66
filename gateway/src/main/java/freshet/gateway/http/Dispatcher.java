package freshet.gateway.http;

import java.util.Set;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each call to its route and the answer back. */
final class Dispatcher extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Router router;
    private final int maxBody;

    Dispatcher(Router router, int maxBody) {
        this.router = router;
        this.maxBody = maxBody;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ReplyWriter writer = new ReplyWriter(response, callback);
        try {
            dispatch(request, response, writer, callback);
        } catch (RuntimeException e) {
            writer.write(failed(e));
        }
        return true;
    }

    private void dispatch(Request request, Response response, ReplyWriter writer, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) {
            throw Problem.notFound("path", "there is no path", "see /openapi.json for what there is");
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (method.equals("OPTIONS")) {
            writer.write(options(path));
            return;
        }
        Router.Match match = router.find(method, path);
        RequestCall call = new RequestCall(request, match);
        if (match.route().answering() instanceof EventStreamEndpoint endpoint) {
            stream(endpoint, call, request, response, callback);
        } else if (WITH_BODY.contains(method)) {
            new BodyReader(request, maxBody).read().whenComplete((body, failure) -> {
                if (failure == null) {
                    answer(call.with(body), writer);
                } else {
                    writer.write(failed(failure));
                }
            });
        } else {
            answer(call, writer);
        }
    }

    private static void stream(
            EventStreamEndpoint endpoint, RequestCall call, Request request, Response response, Callback callback) {
        Scheduler scheduler = request.getComponents().getScheduler();
        ServerSentEvents stream = new ServerSentEvents(response, callback, scheduler);
        endpoint.open(call, stream);
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        request.addFailureListener(stream::failed);
        stream.begin();
    }

    private void answer(RequestCall call, ReplyWriter writer) {
        try {
            ((Endpoint) call.route().answering())
                    .answer(call)
                    .whenComplete((reply, failure) -> writer.write(failure == null ? reply : failed(failure)));
        } catch (RuntimeException e) {
            writer.write(failed(e));
        }
    }

    private Reply options(String path) {
        return router.methods(path)
                .map(methods -> Reply.empty(204).withHeader("Allow", methods))
                .orElseThrow(() -> Problem.notFound("path", "there is no such path", "see /openapi.json"));
    }

    private static Reply failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Problem problem) {
            return problem.reply();
        }
        LOG.error("a call failed", cause);
        return Problem.of(500, "gateway", "the gateway failed", "look into its log")
                .reply();
    }
}
