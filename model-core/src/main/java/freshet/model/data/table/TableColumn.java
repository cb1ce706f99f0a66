package freshet.model.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a column of a table says of an event, and by which names it is known. Names are compared
 * without case, blanks, {@code _}, {@code -} and {@code .}; the names of an earlier set win over
 * those of a later one: a session's id over a visitor's, and that over a user's.
 */
public enum TableColumn {
    SESSION(
            "session",
            true,
            List.of(
                    Set.of("sessionid", "session", "sessionkey", "usersession", "usersessionid", "visitid", "visit"),
                    Set.of("visitorid", "visitor", "fullvisitorid", "userpseudoid", "clientid", "cookieid", "deviceid"),
                    Set.of("userid", "user", "customerid", "customer"))),
    ITEM(
            "item",
            true,
            List.of(
                    Set.of(
                            "itemid",
                            "productid",
                            "sku",
                            "articleid",
                            "clickarticleid",
                            "contentid",
                            "newsid",
                            "trackid",
                            "songid",
                            "movieid",
                            "videoid",
                            "bookid",
                            "asin"),
                    Set.of("item", "product", "article", "content", "track", "song", "movie", "video", "book"))),
    TIME(
            "time",
            true,
            List.of(
                    Set.of(
                            "timestamp",
                            "eventtime",
                            "eventtimestamp",
                            "clicktimestamp",
                            "datetime",
                            "eventdatetime",
                            "occurredat",
                            "createdat",
                            "ts"),
                    Set.of("time"),
                    Set.of("date", "eventdate", "day"))),
    TYPE(
            "type",
            false,
            List.of(
                    Set.of("eventtype", "event", "eventname"),
                    Set.of("action", "interaction", "behavior", "behaviortype"),
                    Set.of("type"))),
    /** Not guessed: a column of that name may as well number the kinds of events. */
    EVENT_ID("event id", false, List.of());

    private static final Pattern UNIMPORTANT = Pattern.compile("[\\s_.\\-]+");

    private final String word;
    private final boolean required;
    private final List<Set<String>> known;

    TableColumn(String word, boolean required, List<Set<String>> known) {
        this.word = word;
        this.required = required;
        this.known = known;
    }

    /** In messages. */
    String word() {
        return word;
    }

    /** Whether every table has to have it. */
    boolean isRequired() {
        return required;
    }

    /** The option that names the column. */
    public String option() {
        return "--column-" + word.replace(' ', '-');
    }

    /** The columns among some that this one is known by, all of one set; none if none is. */
    List<String> among(List<String> names) {
        return known.stream()
                .map(set ->
                        names.stream().filter(name -> set.contains(plain(name))).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static String plain(String name) {
        return UNIMPORTANT.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
