package freshet.model.catalog;

import java.util.List;

/** What an item has under the name of an attribute. Immutable. */
public sealed interface AttributeValue {

    /** A string, for example of a category. */
    record Text(String text) implements AttributeValue {}

    /** A finite number, for example a price. */
    record Amount(double amount) implements AttributeValue {}

    /** A list of strings, for example of tags; in its order. */
    record Texts(List<String> texts) implements AttributeValue {
        public Texts {
            texts = List.copyOf(texts);
        }
    }
}
