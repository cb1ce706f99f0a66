package freshet.gateway;

import freshet.gateway.http.Access;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /openapi.json}: what there is to call, for people and programs. */
final class OpenApi {
    private final byte[] document;

    OpenApi() {
        try (InputStream file = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is not on the class path");
            }
            this.document = file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json cannot be read", e);
        }
    }

    List<Route> routes() {
        return List.of(Route.get("/openapi.json", Access.OPEN, call -> Reply.of(200, "application/json", document)
                .now()));
    }
}
