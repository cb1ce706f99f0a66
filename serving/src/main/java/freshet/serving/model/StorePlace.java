package freshet.serving.model;

import freshet.model.text.Quote;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file or folder of a store, from a URI that is decoded once: two that name the same place are
 * equal, and none climbs. Immutable.
 *
 * @param scheme the file system, in lower case
 * @param authority host or bucket in lower case; empty where there is none
 * @param segments names from the root down; none is empty, {@code .} or {@code ..}
 */
record StorePlace(String scheme, String authority, List<String> segments) implements Serializable {
    static final String LOCAL = "file";

    private static final int MAX_CHARACTERS = 2_048;

    /**
     * @throws IllegalArgumentException if the text is no such URI; the message quotes it and says
     *     what it must be
     */
    static StorePlace of(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw wrong(text, "has " + text.length() + " characters; it must have at most " + MAX_CHARACTERS);
        }
        URI uri = parsed(text);
        if (uri.getScheme() == null || uri.isOpaque()) {
            throw wrong(text, "is no absolute URI; write file:///folder or s3://bucket/folder");
        }
        // A name before an @ is a container of abfss and wasb; with a colon it is a login.
        String user = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        if (user.contains(":") || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(
                    text, "has a login, query or fragment; it must have a scheme, a host or bucket, and a path alone");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("").toLowerCase(Locale.ROOT);
        if (scheme.equals(LOCAL) && !authority.isEmpty()) {
            throw wrong(text, "names a host for a local file; write file:///folder");
        }
        return new StorePlace(scheme, authority, segments(text, uri.getPath()));
    }

    /** The place as an absolute path within its file system, decoded. */
    String path() {
        return "/" + String.join("/", segments);
    }

    /** Whether the other place is below this one. */
    boolean holds(StorePlace other) {
        return scheme.equals(other.scheme)
                && authority.equals(other.authority)
                && other.segments.size() > segments.size()
                && other.segments.subList(0, segments.size()).equals(segments);
    }

    boolean isLocal() {
        return scheme.equals(LOCAL);
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, "is no URI: " + e.getReason().toLowerCase(Locale.ROOT));
        }
    }

    private static List<String> segments(String text, String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..") || segment.chars().anyMatch(Character::isISOControl)) {
                throw wrong(text, "climbs by \"..\" or has a control character; name the place itself");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return List.copyOf(segments);
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException(Quote.of(text) + " " + what);
    }

    @Override
    public String toString() {
        return scheme + "://" + authority + path();
    }
}
