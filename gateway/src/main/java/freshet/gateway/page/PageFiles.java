package freshet.gateway.page;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.model.text.Quote;
import freshet.model.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * {@code /} and the files of the page beside it. The browser is told to take nothing from
 * elsewhere. Immutable.
 */
public final class PageFiles {
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String CHART = "META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";
    private static final String CHART_VERSION = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    private static final List<String> FILES = List.of(
            "page.css",
            "icon.svg",
            "api.js",
            "charts.js",
            "dom.js",
            "figures.js",
            "item.js",
            "items.js",
            "main.js",
            "models.js",
            "picture.js",
            "rollout.js",
            "shop.js",
            "stream.js",
            "trends.js",
            "visit.js",
            "visits.js");

    private final Map<String, File> files = new HashMap<>(); // by name

    /** Reads all files. */
    public PageFiles() {
        FILES.forEach(name -> files.put(name, new File(name, own(name))));
        files.put("chart.js", new File("chart.js", fromClassPath(String.format(Locale.ROOT, CHART, chartVersion()))));
    }

    /** What it answers. */
    public List<Route> routes() {
        File page = new File("index.html", own("index.html"));
        return List.of(
                Route.get("/", Access.OPEN, call -> page.answer(call).now()),
                Route.get("/page/{file}", Access.OPEN, call -> file(call.path("file"))
                        .answer(call)
                        .now()));
    }

    private File file(String name) {
        File file = files.get(name);
        if (file == null) {
            throw Problem.notFound("path", "the page has no file " + Quote.of(name), "load it anew");
        }
        return file;
    }

    private static final class File {
        private final String tag;
        private final Reply whole;
        private final Reply unchanged;

        File(String name, byte[] bytes) {
            this.tag = '"' + HexFormat.of().formatHex(Sha256.digest().digest(bytes), 0, 8) + '"';
            this.whole = headers(Reply.of(200, type(name), bytes), tag);
            this.unchanged = headers(Reply.empty(304), tag);
        }

        Reply answer(Call call) {
            return call.header("If-None-Match").filter(tag::equals).isPresent() ? unchanged : whole;
        }
    }

    private static Reply headers(Reply reply, String tag) {
        return reply.withHeader("ETag", tag)
                .withHeader("Cache-Control", "no-cache")
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Content-Type-Options", "nosniff");
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/javascript; charset=utf-8";
        };
    }

    private static String chartVersion() {
        Properties properties = new Properties();
        try (InputStream in = stream(CHART_VERSION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(CHART_VERSION + " cannot be read", e);
        }
        return properties.getProperty("version");
    }

    private static byte[] own(String name) {
        return fromClassPath("freshet/gateway/page/" + name);
    }

    private static byte[] fromClassPath(String path) {
        try (InputStream in = stream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static InputStream stream(String path) {
        InputStream in = PageFiles.class.getResourceAsStream("/" + path);
        if (in == null) {
            throw new IllegalStateException(path + " is not on the class path");
        }
        return in;
    }
}
