package freshet.model.bundle;

import com.fasterxml.jackson.databind.node.TextNode;

/** Shows foreign text in a message: in quotes, on one line, cut where it is long. */
final class Quote {
    private static final int MAX_CHARACTERS = 80;

    private Quote() {}

    static String of(String text) {
        boolean cut = text.length() > MAX_CHARACTERS;
        return TextNode.valueOf(cut ? text.substring(0, MAX_CHARACTERS) + "…" : text)
                .toString();
    }
}
