package freshet.gateway.model;

import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.model.catalog.ItemFilter;
import freshet.model.text.Quote;
import freshet.schema.event.EventLimits;
import java.util.List;

/** What calls about models may say. */
final class Inputs {
    /** Items of a session in one call. */
    static final int MOST_SESSION_ITEMS = 1_000;

    private Inputs() {}

    /** The query parameter {@code n}: how many items are wanted. */
    static int wanted(Call call, int otherwise) {
        return call.integer("n", otherwise, 1, ModelSettings.MOST_ITEMS);
    }

    /** The same from a body. */
    static int wanted(int n) {
        if (n < 1 || n > ModelSettings.MOST_ITEMS) {
            throw Problem.badRequest(
                    "body /n", n + " is not allowed", "give a whole number from 1 to " + ModelSettings.MOST_ITEMS);
        }
        return n;
    }

    /**
     * Item ids from a body.
     *
     * @param pointer where they are, {@code /items}
     */
    static List<String> ids(String pointer, List<String> ids, int most) {
        if (ids.size() > most) {
            throw Problem.badRequest("body " + pointer, "there are " + ids.size() + " ids", "give at most " + most);
        }
        for (int at = 0; at < ids.size(); at++) {
            id("body " + pointer + "/" + at, ids.get(at));
        }
        return ids;
    }

    /** An item's id. */
    static String id(String where, String id) {
        int characters = id == null ? 0 : id.codePointCount(0, id.length());
        if (characters < 1 || characters > EventLimits.DEFAULT_MAX_CHARACTERS) {
            throw Problem.badRequest(
                    where,
                    "an id has " + characters + " characters",
                    "give an id of 1 to " + EventLimits.DEFAULT_MAX_CHARACTERS + " characters");
        }
        return id;
    }

    /** A filter by attributes. */
    static ItemFilter filter(String where, String text) {
        try {
            return ItemFilter.of(text);
        } catch (IllegalArgumentException e) {
            String[] parts = e.getMessage().split("; ", 2);
            throw Problem.badRequest(where, parts[0], parts[1]);
        }
    }

    /** A model's version. */
    static long version(String where, String text) {
        try {
            long version = Long.parseLong(text);
            if (version >= 1) {
                return version;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that is too low
        }
        throw Problem.badRequest(
                where,
                Quote.of(text) + " is no version",
                "give a whole number from 1 on; /v1/models has those that are known");
    }
}
