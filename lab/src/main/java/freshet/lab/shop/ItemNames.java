package freshet.lab.shop;

import java.util.List;

/** The words of which the shop's item names are made: colour, product line, kind of goods. */
final class ItemNames {
    static final int MAX_CATEGORIES = 12;
    static final int MAX_LINES = 10;

    private static final List<String> GOODS = List.of(
            "jacket",
            "shoes",
            "backpack",
            "tent",
            "lamp",
            "jersey",
            "gloves",
            "bottle",
            "stove",
            "helmet",
            "trousers",
            "watch");
    private static final List<String> LINES =
            List.of("rain", "trail", "city", "alpine", "summer", "winter", "touring", "racing", "junior", "expedition");
    private static final List<String> COLOURS = List.of(
            "blue",
            "red",
            "green",
            "black",
            "white",
            "grey",
            "yellow",
            "orange",
            "purple",
            "brown",
            "olive",
            "teal",
            "navy",
            "sand",
            "pink",
            "silver",
            "golden",
            "cream",
            "copper",
            "ruby",
            "amber",
            "jade",
            "ivory",
            "coral",
            "slate",
            "mint",
            "plum",
            "rust",
            "lilac",
            "cobalt",
            "maroon",
            "khaki",
            "peach",
            "indigo",
            "lime",
            "charcoal");

    private ItemNames() {}

    /** The kind of goods of a category, for example {@code jacket}. */
    static String goods(int category) {
        return GOODS.get(category);
    }

    /**
     * A name that no other item has, for example {@code blue rain jacket}.
     *
     * @param edition counts the items that the line ever had, from 0
     */
    static String name(int category, int line, int edition) {
        String name = COLOURS.get(edition % COLOURS.size()) + " " + LINES.get(line) + " " + GOODS.get(category);
        int series = edition / COLOURS.size();
        return series == 0 ? name : name + " " + (series + 1);
    }
}
