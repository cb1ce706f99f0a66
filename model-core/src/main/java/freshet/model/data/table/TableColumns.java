package freshet.model.data.table;

import freshet.model.data.LogException;
import freshet.model.text.Quote;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which columns of a table say what. Immutable.
 *
 * @param names of all columns, in their order
 * @param places of the columns that are used: indices of {@code names}
 */
record TableColumns(List<String> names, Map<TableColumn, Integer> places) {
    /** The place of a column that the table does not have. */
    static final int NONE = -1;

    private static final int SHOWN = 40;
    private static final Predicate<String> DATA = Pattern.compile(
                    "[+-]?\\d+([.,]\\d+)?|\\d{1,4}[-./]\\d{1,2}[-./]\\d{1,4}.*")
            .asMatchPredicate();
    private static final int MAX_CHARACTERS = 1_000; // of a field that is used; an id has fewer

    /**
     * The columns of a header: those that are told, and of the others those that are known by their
     * names.
     *
     * @param told names of columns, none twice
     * @throws LogException if columns are missing, or two may be meant; the message names all of
     *     them
     */
    static TableColumns of(List<String> names, Map<TableColumn, String> told) {
        Map<TableColumn, Integer> places = new EnumMap<>(TableColumn.class);
        List<String> free =
                names.stream().filter(name -> !told.containsValue(name)).toList();
        List<String> wrong = new ArrayList<>();
        List<TableColumn> missing = new ArrayList<>();
        List<TableColumn> asked = new ArrayList<>();
        for (TableColumn column : TableColumn.values()) {
            List<String> found = told.containsKey(column)
                    ? names.stream().filter(told.get(column)::equals).toList()
                    : column.among(free);
            if (found.size() > 1) {
                requireDifferent(names, found);
                wrong.add("the " + column.word() + " may be " + quoted(found, " or "));
                asked.add(column);
            } else if (found.size() == 1) {
                places.put(column, names.indexOf(found.get(0)));
            } else if (told.containsKey(column)) {
                wrong.add("it has no column " + Quote.of(told.get(column)));
                asked.add(column);
            } else if (column.isRequired()) {
                missing.add(column);
                asked.add(column);
            }
        }
        if (!missing.isEmpty()) {
            wrong.add("no column is known as " + joined(missing, column -> "the " + column.word()));
            requireNames(names);
        }
        if (!wrong.isEmpty()) {
            throw new LogException("wrong header: " + String.join(", ", wrong) + "; the columns are " + shown(names)
                    + "; name " + (asked.size() == 1 ? "one" : "them") + " by "
                    + joined(asked, column -> column.option() + " NAME"));
        }
        return new TableColumns(names, places);
    }

    /** The place of a column, {@link #NONE} if the table has none. */
    int place(TableColumn column) {
        return places.getOrDefault(column, NONE);
    }

    /** The name of a column that the table has. */
    String name(TableColumn column) {
        return names.get(place(column));
    }

    /**
     * The fields of a sound record that are used, by the ordinals of {@link TableColumn}; "" where
     * the table has no such column.
     */
    TableRecord used(TableRecord record) {
        List<String> used = new ArrayList<>();
        for (TableColumn column : TableColumn.values()) {
            String value = place(column) == NONE ? "" : record.fields().get(place(column));
            if (value.length() > MAX_CHARACTERS) {
                String fault = name(column) + " is " + Quote.of(value) + " of " + value.length()
                        + " characters; it must have at most " + MAX_CHARACTERS;
                return new TableRecord(record.number(), record.lastNumber(), List.of(), fault);
            }
            used.add(value);
        }
        return new TableRecord(record.number(), record.lastNumber(), used, "");
    }

    /** Which is which, on one line. */
    String words() {
        return places.keySet().stream()
                        .map(column -> column.word() + " is " + Quote.of(name(column)))
                        .collect(Collectors.joining(", "))
                + (places.containsKey(TableColumn.TYPE) ? "" : ", every event is a view");
    }

    private static void requireDifferent(List<String> names, List<String> found) {
        int first = names.indexOf(found.get(0));
        int last = names.lastIndexOf(found.get(0));
        if (first != last) {
            throw new LogException("wrong header: columns " + (first + 1) + " and " + (last + 1) + " are both named "
                    + Quote.of(found.get(0)) + "; rename one");
        }
    }

    /** A first line that has a number or a time is no header. */
    private static void requireNames(List<String> names) {
        names.stream().filter(DATA).findFirst().ifPresent(name -> {
            throw new LogException("the first line looks like data, as " + Quote.of(name)
                    + " is no name; put a line above it that names the columns, for example session_id, item_id and"
                    + " timestamp");
        });
    }

    private static String shown(List<String> names) {
        return quoted(names.subList(0, Math.min(SHOWN, names.size())), ", ")
                + (names.size() > SHOWN ? ", … and " + (names.size() - SHOWN) + " more" : "");
    }

    private static String joined(List<TableColumn> columns, Function<TableColumn, String> words) {
        return columns.stream().map(words).collect(Collectors.joining(", "));
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(Quote::of).collect(Collectors.joining(between));
    }
}
