package freshet.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Gathers a body as it comes, up to a number of bytes. */
final class BodyReader {
    private final Request request;
    private final int most;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    BodyReader(Request request, int most) {
        this.request = request;
        this.most = most;
    }

    /** The whole body; fails with a {@link Problem} if it is too long or ends too early. */
    CompletableFuture<byte[]> read() {
        if (request.getLength() > most) {
            throw tooLong(request.getLength() + " bytes");
        }
        gather();
        return body;
    }

    private void gather() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::gather);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                body.completeExceptionally(Problem.badRequest(
                        "body", "it ended before its end came", "send as many bytes as Content-Length says"));
                return;
            }
            take(chunk);
            boolean last = chunk.isLast();
            chunk.release();
            if (gathered.size() > most) {
                body.completeExceptionally(tooLong("over " + most + " bytes"));
                return;
            }
            if (last) {
                body.complete(gathered.toByteArray());
                return;
            }
        }
    }

    private void take(Content.Chunk chunk) {
        ByteBuffer bytes = chunk.getByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        gathered.writeBytes(copy);
    }

    private Problem tooLong(String size) {
        return Problem.tooLarge("body", "it has " + size, "send at most " + most + " bytes (http.max-body)");
    }
}
