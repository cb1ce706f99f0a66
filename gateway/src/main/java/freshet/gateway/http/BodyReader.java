package freshet.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Gathers a body as it comes: up to a number of bytes, within a time, and as far as all bodies
 * together leave room. What it took of the room is given back by {@link #release}.
 */
final class BodyReader {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Request request;
    private final Limits limits;
    private final BodyBudget budget;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private long taken;

    BodyReader(Request request, Limits limits, BodyBudget budget) {
        this.request = request;
        this.limits = limits;
        this.budget = budget;
    }

    /**
     * The whole body; fails with a {@link Problem} if it is too long, comes too slowly or ends too
     * early.
     */
    CompletableFuture<byte[]> read() {
        if (request.getLength() > limits.body()) {
            body.completeExceptionally(tooLong(request.getLength() + " bytes"));
            return body;
        }
        gather();
        if (!body.isDone()) {
            Scheduler.Task deadline = request.getComponents()
                    .getScheduler()
                    .schedule(this::late, limits.slow().toMillis(), TimeUnit.MILLISECONDS);
            body.whenComplete((bytes, failure) -> deadline.cancel());
        }
        return body;
    }

    private void late() {
        body.completeExceptionally(Problem.of(
                        408,
                        "body",
                        "it is not there after " + limits.slow().toMillis() + " ms (http.slow-timeout)",
                        "send it faster, or less of it")
                .because("slow"));
    }

    private void gather() {
        while (!body.isDone()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::gather);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                body.completeExceptionally(Problem.badRequest(
                                "body", "it ended before its end came", "send as many bytes as Content-Length says")
                        .because("cut-off"));
                return;
            }
            boolean last = chunk.isLast();
            boolean room = take(chunk.getByteBuffer());
            chunk.release();
            if (!room) {
                body.completeExceptionally(Problem.unavailable(
                                "the bodies of all calls together have over " + limits.bodies()
                                        + " bytes (http.max-bodies)",
                                RETRY)
                        .because("bodies"));
            } else if (gathered.size() > limits.body()) {
                body.completeExceptionally(tooLong("over " + limits.body() + " bytes"));
            } else if (last) {
                body.complete(gathered.toByteArray());
            }
        }
    }

    private synchronized boolean take(ByteBuffer bytes) {
        int size = bytes.remaining();
        if (!budget.take(size)) {
            return false;
        }
        taken += size;
        byte[] copy = new byte[size];
        bytes.get(copy);
        gathered.writeBytes(copy);
        return true;
    }

    /** The call is over: its body needs no memory any more. */
    synchronized void release() {
        budget.giveBack(taken);
        taken = 0;
    }

    private Problem tooLong(String size) {
        return Problem.tooLarge("body", "it has " + size, "send at most " + limits.body() + " bytes (http.max-body)")
                .because("body");
    }
}
