package freshet.gateway.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The segments of a route's path: texts, or names in braces that stand for any one segment. */
final class PathTemplate {
    private final List<String> segments;

    /** @throws IllegalArgumentException if the path does not begin with a slash */
    PathTemplate(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /, not so " + path);
        }
        this.segments = split(path);
    }

    /** The segments of a path, as they are. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The values by name, if the segments fit; they are decoded already. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            if (isName(expected)) {
                if (path.get(i).isEmpty()) {
                    return Optional.empty();
                }
                values.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** For the order in which templates are tried: those with texts further ahead come first. */
    String rank() {
        List<String> ranks = new ArrayList<>();
        segments.forEach(segment -> ranks.add(isName(segment) ? "1" : "0"));
        return String.join("", ranks);
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
