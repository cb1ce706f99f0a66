package freshet.gateway.http;

import freshet.model.text.Quote;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Percent escapes of UTF-8 in paths and queries, strictly: a wrong one is a problem. */
final class Escapes {
    private Escapes() {}

    /**
     * One segment of a path.
     *
     * @throws Problem if an escape is wrong
     */
    static String path(String segment) {
        return decode(segment, false).orElseThrow(() -> wrong("path", segment));
    }

    /**
     * The parameters of a query, in their order.
     *
     * @throws Problem if an escape is wrong
     */
    static Map<String, List<String>> query(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                String decoded = decode(name, true).orElseThrow(() -> wrong("query", name));
                parameters
                        .computeIfAbsent(decoded, key -> new ArrayList<>())
                        .add(decode(value, true)
                                .orElseThrow(() -> wrong("query parameter " + Quote.of(decoded), value)));
            }
        }
        return parameters;
    }

    private static Problem wrong(String where, String text) {
        return Problem.badRequest(
                where,
                Quote.of(text) + " has a wrong escape",
                "write each byte of UTF-8 as % and two hexadecimal digits");
    }

    private static Optional<String> decode(String text, boolean plusIsBlank) {
        if (text.chars().allMatch(letter -> letter != '%' && letter != '+' && letter < 0x80)) {
            return Optional.of(text);
        }
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(given.length);
        for (int i = 0; i < given.length; i++) {
            if (given[i] == '%') {
                int high = i + 2 < given.length ? Character.digit(given[i + 1], 16) : -1;
                int low = i + 2 < given.length ? Character.digit(given[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(given[i] == '+' && plusIsBlank ? (byte) ' ' : given[i]);
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.flip())
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
