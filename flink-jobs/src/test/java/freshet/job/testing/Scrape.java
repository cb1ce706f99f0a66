package freshet.job.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus reads: the samples of one look, in its text format. */
public record Scrape(List<String> samples) {
    private static final Pattern LABEL = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");

    /** Reads them from a reporter on the loopback address. */
    public static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new Scrape(
                response.body().lines().filter(line -> !line.startsWith("#")).toList());
    }

    /**
     * Whether a selector of Prometheus finds anything: a name, perhaps with labels in braces that
     * are to be equal or to match.
     */
    public boolean has(String selector) {
        String name = selector.split("\\{")[0];
        Predicate<String> wanted = labels(selector.substring(name.length()));
        return samples.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .anyMatch(wanted);
    }

    private static Predicate<String> labels(String braces) {
        Predicate<String> all = line -> true;
        Matcher label = LABEL.matcher(braces);
        while (label.find()) {
            String value = label.group(2).equals("=") ? Pattern.quote(label.group(3)) : "(" + label.group(3) + ")";
            all = all.and(Pattern.compile("[{,]" + label.group(1) + "=\"" + value + "\"")
                    .asPredicate());
        }
        return all;
    }

    /**
     * The sum of all samples of a metric that have certain labels.
     *
     * @param labels each as the text writes it, for example {@code reason="late"}
     */
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
