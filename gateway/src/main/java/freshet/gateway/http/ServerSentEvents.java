package freshet.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One reader's stream: a queue of bounded bytes, one write under way at a time. Every 15 seconds
 * comes a comment: only a write shows that a reader has gone.
 */
final class ServerSentEvents implements EventStream {
    static final int MOST_BYTES = 128 << 10;
    private static final long COMMENT_SECONDS = 15;
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Response response;
    private final Callback callback;
    private final Scheduler scheduler;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final List<Runnable> closing = new ArrayList<>();
    private long waitingBytes;
    private boolean begun;
    private boolean writing;
    private boolean closed; // takes no more events
    private boolean done; // the callback was told

    ServerSentEvents(Response response, Callback callback, Scheduler scheduler) {
        this.response = response;
        this.callback = callback;
        this.scheduler = scheduler;
    }

    /** From here on what was sent is written. */
    void begin() {
        synchronized (this) {
            begun = true;
            waiting.add(COMMENT); // so that the headers go out at once
        }
        write();
        comment();
    }

    private void comment() {
        scheduler.schedule(
                () -> {
                    if (offer(COMMENT)) {
                        comment();
                    }
                },
                COMMENT_SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public boolean send(String name, Object json) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        event.writeBytes(Json.bytes(json)); // one line: JSON escapes line ends
        event.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return offer(event.toByteArray());
    }

    private boolean offer(byte[] event) {
        boolean slow;
        synchronized (this) {
            if (closed) {
                return false;
            }
            slow = waitingBytes + event.length > MOST_BYTES;
            if (!slow) {
                waiting.add(event);
                waitingBytes += event.length;
            }
        }
        if (slow) {
            failed(new IllegalStateException("the reader does not keep up"));
            return false;
        }
        write();
        return true;
    }

    private void write() {
        byte[] next;
        synchronized (this) {
            if (!begun || writing || done) {
                return;
            }
            next = waiting.poll();
            if (next == null) {
                if (!closed) {
                    return;
                }
                done = true;
            } else {
                writing = true;
                waitingBytes -= next.length;
            }
        }
        if (next == null) {
            response.write(true, ByteBuffer.allocate(0), callback);
        } else {
            response.write(
                    false,
                    ByteBuffer.wrap(next),
                    Callback.from(Invocable.InvocationType.NON_BLOCKING, this::written, this::failed));
        }
    }

    private void written() {
        synchronized (this) {
            writing = false;
        }
        write();
    }

    /** Ends it at once; what waits is dropped. */
    void failed(Throwable cause) {
        boolean first;
        synchronized (this) {
            first = !done;
            done = true;
            waiting.clear();
            waitingBytes = 0;
        }
        closed();
        if (first) {
            callback.failed(cause);
        }
    }

    /** The endpoint refused the call: nothing was sent, and the answer is its problem. */
    void abandon() {
        synchronized (this) {
            done = true;
            waiting.clear();
        }
        closed();
    }

    @Override
    public void onClose(Runnable action) {
        synchronized (this) {
            if (!closed) {
                closing.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void close() {
        closed();
        write();
    }

    private void closed() {
        List<Runnable> actions;
        synchronized (this) {
            closed = true;
            actions = List.copyOf(closing);
            closing.clear();
        }
        actions.forEach(Runnable::run);
    }
}
