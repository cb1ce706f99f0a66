package freshet.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.GatewaySettings;
import freshet.gateway.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"|from '\\./([^']+)'");

    private final HttpServer server =
            new HttpServer(GatewaySettings.of(Map.of("http.port", "0")).http(), new PageFiles().routes());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyFileThatThePageNamesIsThere() throws Exception {
        Map<String, String> files = load();

        assertThat(files.keySet()).contains("/", "/page/page.css", "/page/main.js", "/page/dom.js", "/page/chart.js");
        assertThat(get("/page/none.js", "").statusCode()).isEqualTo(404);
    }

    @Test
    void everyFileOfThePageIsNamedByIt() throws Exception {
        Path folder = Path.of(PageFiles.class.getResource("index.html").toURI()).getParent();
        Set<String> named = new TreeSet<>(load().keySet());
        named.removeAll(Set.of("/", "/page/chart.js"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("index.html") && !name.endsWith(".class"))
                            .map(name -> "/page/" + name))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndNoInlineCode() throws Exception {
        Map<String, String> files = load();
        files.remove("/page/chart.js"); // which names addresses in its comments

        assertThat(files).allSatisfy((path, text) -> assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                .as(path)
                .doesNotContain("http:", "https:", "@import", "eval(", "innerHTML"));
        assertThat(files.get("/")).doesNotContain("<style", "style=", "onclick=", "onload=");
        assertThat(get("/", "").headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/page/main.js", "");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(get("/page/main.js", tag).statusCode()).isEqualTo(304);
        assertThat(get("/page/main.js", "\"another\"").statusCode()).isEqualTo(200);
    }

    /** The page and all that it leads to, by path. */
    private Map<String, String> load() throws Exception {
        Map<String, String> loaded = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        open.add("/");
        while (!open.isEmpty()) {
            String path = open.remove();
            if (!loaded.containsKey(path)) {
                HttpResponse<String> response = get(path, "");
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                loaded.put(path, response.body());
                Matcher reference = REFERENCE.matcher(path.endsWith("chart.js") ? "" : response.body());
                while (reference.find()) {
                    open.add(reference.group(1) != null ? "/" + reference.group(1) : "/page/" + reference.group(2));
                }
            }
        }
        return loaded;
    }

    private HttpResponse<String> get(String path, String tag) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
