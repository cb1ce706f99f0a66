package freshet.gateway.http;

import freshet.model.text.Quote;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a call. Immutable. */
final class Router {
    private final List<Entry> entries;

    Router(List<Route> routes) {
        this.entries = routes.stream()
                .map(route -> new Entry(route, new PathTemplate(route.path())))
                .sorted(Comparator.comparing(entry -> entry.template().rank()))
                .toList();
    }

    /**
     * The route that fits.
     *
     * @param method in capitals
     * @param path as it came, with its escapes
     * @throws Problem 404 if no route has the path, 405 if it has other methods, 400 if it cannot
     *     be decoded
     */
    Match find(String method, String path) {
        List<String> segments =
                PathTemplate.split(path).stream().map(Escapes::path).toList();
        TreeSet<String> methods = new TreeSet<>();
        for (Entry entry : entries) {
            Optional<Map<String, String>> values = entry.template().match(segments);
            if (values.isPresent()) {
                if (entry.route().method().equals(method)) {
                    return new Match(entry.route(), values.get());
                }
                methods.add(entry.route().method());
            }
        }
        if (methods.isEmpty()) {
            throw Problem.notFound("path", "there is no " + Quote.of(path), "see /openapi.json for what there is");
        }
        throw Problem.methodNotAllowed(Quote.plain(Quote.cut(method)), allow(methods));
    }

    /** The methods of a path, as the header Allow has them; empty if no route has it. */
    Optional<String> methods(String path) {
        List<String> segments =
                PathTemplate.split(path).stream().map(Escapes::path).toList();
        TreeSet<String> methods = new TreeSet<>();
        entries.stream()
                .filter(entry -> entry.template().match(segments).isPresent())
                .forEach(entry -> methods.add(entry.route().method()));
        return methods.isEmpty() ? Optional.empty() : Optional.of(allow(methods));
    }

    private static String allow(TreeSet<String> methods) {
        TreeSet<String> all = new TreeSet<>(methods);
        all.add("OPTIONS");
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
    }

    /** @param values of the path's names */
    record Match(Route route, Map<String, String> values) {}

    private record Entry(Route route, PathTemplate template) {}
}
