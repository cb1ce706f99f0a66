package freshet.cli.ratings;

import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.data.format.SeparatedFields;
import freshet.model.session.ItemEvent;
import freshet.model.text.Quote;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table with a header, separated by commas, semicolons or tabs, and a rating per line. In an
 * event of it the session is the user, the type is the rating, and the time tells the order alone:
 * it is the number in the table's column, or that of the line.
 *
 * @param user name of the user's column, if it is told
 * @param item of the item's
 * @param rating of the rating's
 */
record RatingFormat(Optional<String> user, Optional<String> item, Optional<String> rating) implements TextFormat {
    private static final Pattern UNIMPORTANT = Pattern.compile("[\\s_.\\-]+");
    private static final Set<String> USERS = Set.of("userid", "user", "customerid", "customer", "reviewerid");
    private static final Set<String> ITEMS = Set.of(
            "itemid", "item", "movieid", "movie", "productid", "product", "bookid", "book", "isbn", "trackid", "asin");
    private static final Set<String> RATINGS = Set.of("rating", "stars", "score", "overall", "bookrating");
    private static final Set<String> TIMES = Set.of("timestamp", "time", "unixreviewtime", "ts");

    @Override
    public String name() {
        return "ratings";
    }

    @Override
    public String description() {
        return "a table with a header and the columns user, item and rating, separated by comma, semicolon or tab";
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public LineParser parser(String header) throws MalformedLineException {
        char separator = Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(
                        sign -> header.chars().filter(each -> each == sign).count()))
                .orElseThrow();
        List<String> names = SeparatedFields.of(header, separator);
        int ofUser = place(names, "user", user, USERS);
        int ofItem = place(names, "item", item, ITEMS);
        int ofRating = place(names, "rating", rating, RATINGS);
        int ofTime = names.indexOf(names.stream()
                .filter(name -> TIMES.contains(plain(name)))
                .findFirst()
                .orElse(""));
        return (number, line, events) -> {
            List<String> fields = SeparatedFields.of(line, separator);
            if (fields.size() != names.size()) {
                throw new MalformedLineException("it has " + fields.size() + " fields, but the header has "
                        + names.size() + "; write one field per column");
            }
            events.accept(new LoggedEvent(
                    filled(names, fields, ofUser),
                    new ItemEvent(
                            filled(names, fields, ofItem),
                            ofTime < 0 ? number : (long) number(names, fields, ofTime),
                            Float.toString((float) number(names, fields, ofRating)),
                            0)));
        };
    }

    private static int place(List<String> names, String word, Optional<String> told, Set<String> known)
            throws MalformedLineException {
        List<String> found = told.isPresent()
                ? names.stream().filter(told.get()::equals).toList()
                : names.stream().filter(name -> known.contains(plain(name))).toList();
        if (found.size() != 1) {
            String fault = told.map(name -> "it has " + found.size() + " columns " + Quote.of(name))
                    .orElseGet(() ->
                            (found.isEmpty() ? "no column" : "more than one column") + " is known as the " + word);
            throw new MalformedLineException(fault + "; the columns are " + String.join(", ", names)
                    + "; name one by --column-" + word + " NAME");
        }
        return names.indexOf(found.get(0));
    }

    private static String filled(List<String> names, List<String> fields, int place) throws MalformedLineException {
        String text = fields.get(place).strip();
        if (text.isEmpty()) {
            throw new MalformedLineException(names.get(place) + " is empty; give an id");
        }
        return text;
    }

    private static double number(List<String> names, List<String> fields, int place) throws MalformedLineException {
        String text = fields.get(place).strip();
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new MalformedLineException(names.get(place) + " is " + Quote.of(text) + "; it must be a number");
    }

    private static String plain(String name) {
        return UNIMPORTANT.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
