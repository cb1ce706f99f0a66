package freshet.schema.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A number of a JSON text as it was sent. A tree of nodes holds decimals as doubles, which have
 * lost their text and may have lost digits. Immutable.
 */
record SentNumber(String text) {

    /** The number at a place of a text that was parsed before. */
    static SentNumber at(JsonPointer place, JsonParser json) {
        try (JsonParser number = new FilteringParserDelegate(
                json, new JsonPointerBasedFilter(place), Inclusion.ONLY_INCLUDE_ALL, false)) {
            JsonToken token = number.nextToken();
            if (token == null || !token.isNumeric()) {
                throw new IllegalStateException("a number is needed at " + place + ", not " + token);
            }
            return new SentNumber(number.getText());
        } catch (IOException e) {
            throw new UncheckedIOException("a text that was parsed before cannot be read again", e);
        }
    }

    /**
     * The number, if it is a whole one that a long holds: 12, 12.0 and 1.2e1 alike. Takes no more
     * memory than the text, even with a huge exponent.
     */
    OptionalLong whole() {
        try {
            return OptionalLong.of(new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) { // a fraction, or beyond a long
            return OptionalLong.empty();
        }
    }
}
