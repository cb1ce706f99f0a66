package freshet.gateway.http;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call and its one answer, counted.
 *
 * @param route the path of its route, as metrics name it
 */
record Exchange(Request request, ReplyWriter writer, HttpMeter meter, String route) {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** No call waits longer for an endpoint, nor for what the endpoint waits for. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** The same, of a route. */
    Exchange of(Route found) {
        return new Exchange(request, writer, meter, found.path());
    }

    /** Asks the endpoint and answers with what it says, or fails with. */
    void ask(RequestCall call) {
        try {
            CompletionStage<Reply> asked = ((Endpoint) call.route().answering()).answer(call);
            AtomicBoolean done = new AtomicBoolean();
            asked.whenComplete((reply, failure) -> {
                done.set(true);
                if (failure == null) {
                    answer(reply);
                } else {
                    failed(failure);
                }
            });
            if (!done.get()) {
                limit(asked);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void limit(CompletionStage<Reply> asked) {
        Scheduler.Task deadline = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> failed(
                                Problem.unavailable("there was no answer within " + LONGEST.toSeconds() + " s", RETRY)
                                        .because("time")),
                        LONGEST.toMillis(),
                        TimeUnit.MILLISECONDS);
        asked.whenComplete((reply, failure) -> deadline.cancel());
    }

    /** Answers. */
    void answer(Reply reply) {
        long nanos = NanoTime.since(request.getBeginNanoTime());
        int size = reply.body().remaining();
        if (writer.write(reply)) {
            meter.answered(method(), route, reply.status(), nanos, size);
        }
    }

    /** Answers with the problem, or says that the gateway failed. */
    void failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Problem problem) {
            problem.reason().ifPresent(meter::rejected);
            answer(problem.reply());
        } else {
            LOG.error("a call of {} failed", route, cause);
            answer(Problem.of(500, "gateway", "the gateway failed", "look into its log")
                    .reply());
        }
    }

    /** Others than those of HTTP are one: a caller must not make as many counters as it likes. */
    private String method() {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" -> request.getMethod();
            default -> "OTHER";
        };
    }
}
