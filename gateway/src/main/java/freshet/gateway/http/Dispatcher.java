package freshet.gateway.http;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Brings each call to its route, if it is admitted, and the answer back. */
final class Dispatcher extends Handler.Abstract {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String NO_ROUTE = "none";
    private static final String EVENT_STREAM = "text/event-stream";

    private final Router router;
    private final Gatekeeper gate;
    private final Origins origins;
    private final Limits limits;
    private final BodyBudget bodies;
    private final StreamCount streams;
    private final HttpMeter meter;

    Dispatcher(Router router, HttpSettings settings, BodyBudget bodies, HttpMeter meter) {
        this.router = router;
        this.gate = new Gatekeeper(settings);
        this.origins = settings.origins();
        this.limits = settings.limits();
        this.bodies = bodies;
        this.streams = new StreamCount(limits.streams(), meter);
        this.meter = meter;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(
                request, new ReplyWriter(request, response, callback, limits.slow(), meter), meter, NO_ROUTE);
        try {
            dispatch(request, response, callback, exchange);
        } catch (RuntimeException e) {
            exchange.failed(e);
        }
        return true;
    }

    private void dispatch(Request request, Response response, Callback callback, Exchange exchange) {
        Optional<String> origin = Gatekeeper.header(request, HttpHeader.ORIGIN.asString());
        exchange.writer().headers(origins.headers(origin, Optional.empty()));
        Access allowed = gate.admit(request);
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) {
            throw Problem.notFound("path", "there is no path", "see /openapi.json for what there is");
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (method.equals("OPTIONS")) {
            exchange.answer(options(path, origin, exchange));
            return;
        }
        Router.Match match = router.find(method, path);
        Exchange routed = exchange.of(match.route());
        try {
            gate.require(match.route().access(), allowed);
            routed(new RequestCall(request, match, allowed), response, callback, routed);
        } catch (RuntimeException e) {
            routed.failed(e);
        }
    }

    private void routed(RequestCall call, Response response, Callback callback, Exchange exchange) {
        if (call.route().answering() instanceof EventStreamEndpoint endpoint) {
            stream(endpoint, call, response, callback, exchange);
        } else if (WITH_BODY.contains(call.method())) {
            MediaType.requireJson(exchange.request(), call);
            BodyReader reader = new BodyReader(exchange.request(), limits, bodies);
            Request.addCompletionListener(exchange.request(), failure -> reader.release());
            reader.read().whenComplete((body, failure) -> {
                if (failure == null) {
                    meter.received(body.length);
                    exchange.ask(call.with(body));
                } else {
                    exchange.failed(failure);
                }
            });
        } else {
            exchange.ask(call);
        }
    }

    private void stream(
            EventStreamEndpoint endpoint, RequestCall call, Response response, Callback callback, Exchange exchange) {
        Request request = exchange.request();
        if (request.getMethod().equals("HEAD")) { // such a caller reads nothing, and would never be seen to go
            exchange.answer(Reply.of(200, EVENT_STREAM, new byte[0]).withHeader("Cache-Control", "no-store"));
            return;
        }
        streams.opened();
        ServerSentEvents stream =
                new ServerSentEvents(response, callback, request.getComponents().getScheduler());
        stream.onClose(streams::closed);
        try {
            endpoint.open(call, stream);
        } catch (RuntimeException e) {
            stream.abandon();
            throw e;
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, EVENT_STREAM);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        request.addFailureListener(stream::failed);
        meter.opened(call.method(), call.route().path());
        stream.begin();
    }

    private Reply options(String path, Optional<String> origin, Exchange exchange) {
        Optional<String> methods = router.methods(path);
        if (methods.isEmpty()) {
            throw Problem.notFound("path", "there is no such path", "see /openapi.json for what there is");
        }
        exchange.writer().headers(origins.headers(origin, methods));
        return Reply.empty(204).withHeader("Allow", methods.get());
    }
}
