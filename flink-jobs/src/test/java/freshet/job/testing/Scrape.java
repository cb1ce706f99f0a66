package freshet.job.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What Prometheus reads: the samples of one look, in its text format. */
public record Scrape(List<String> samples) {

    /** Reads them from a reporter on the loopback address. */
    public static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new Scrape(
                response.body().lines().filter(line -> !line.startsWith("#")).toList());
    }

    /** Whether a selector of Prometheus finds anything: a name, perhaps with labels in braces that are to be equal. */
    public boolean has(String selector) {
        String[] parts = selector.replace("}", "").split("[{,]");
        return samples.stream()
                .filter(line -> line.startsWith(parts[0] + "{") || line.startsWith(parts[0] + " "))
                .anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
    }

    /**
     * The sum of all samples of a metric that have certain labels.
     *
     * @param labels each as it stands in the text, for example {@code reason="late"}
     */
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
