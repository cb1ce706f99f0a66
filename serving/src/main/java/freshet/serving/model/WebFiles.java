package freshet.serving.model;

import freshet.serving.model.AllowedStores.AllowedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * Bundles by {@code http} and {@code https}; those of other schemes come from another store. It
 * follows no redirection: what was found to be allowed is the announced place, not another one.
 *
 * @param others gives the bundles of all other schemes
 */
public record WebFiles(BundleStore others) implements BundleStore {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int OK = 200;

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @Override
    public Content open(AllowedFile file) throws IOException {
        if (!SCHEMES.contains(file.scheme())) {
            return others.open(file);
        }
        HttpResponse<InputStream> response = get(file);
        if (response.statusCode() != OK) {
            response.body().close();
            throw new IOException("the server answers " + response.statusCode()
                    + response.headers()
                            .firstValue("Location")
                            .map(place -> " and names another place; announce that one")
                            .orElse(""));
        }
        return new Content(response.headers().firstValueAsLong("Content-Length").orElse(0), response.body());
    }

    private static HttpResponse<InputStream> get(AllowedFile file) throws IOException {
        try {
            URI place = new URI(file.scheme(), file.authority(), file.path(), null, null);
            return CLIENT.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofInputStream());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("no such place: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("given up before the server answered");
        }
    }
}
