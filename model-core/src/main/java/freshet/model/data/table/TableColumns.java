package freshet.model.data.table;

import freshet.model.data.LogException;
import freshet.model.text.Quote;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private static final int MAX_CHARACTERS = 1_000; // of a field that is used; an id has fewer

    /**
     * The columns of a header: those that are told, and of the others those that are known by their
     * names.
     *
     * @param told names of columns
     * @throws LogException if a column is missing, or two may be meant
     */
    static TableColumns of(List<String> names, Map<TableColumn, String> told) {
        Map<TableColumn, Integer> places = new EnumMap<>(TableColumn.class);
        for (TableColumn column : TableColumn.values()) {
            List<String> found = told.containsKey(column)
                    ? names.stream().filter(told.get(column)::equals).toList()
                    : column.among(names);
            if (found.size() > 1) {
                throw wrong("the " + column.word() + " may be " + quoted(found, " or "), names, column);
            }
            if (found.size() == 1) {
                places.put(column, names.indexOf(found.get(0)));
            } else if (told.containsKey(column)) {
                throw wrong("it has no column " + Quote.of(told.get(column)), names, column);
            } else if (column.isRequired()) {
                throw wrong("no column is known as the " + column.word(), names, column);
            }
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

    private static LogException wrong(String reason, List<String> names, TableColumn column) {
        String more = names.size() > SHOWN ? ", … and " + (names.size() - SHOWN) + " more" : "";
        return new LogException("wrong header: " + reason + "; the columns are "
                + quoted(names.subList(0, Math.min(SHOWN, names.size())), ", ") + more + "; name one by "
                + column.option() + " NAME");
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(Quote::of).collect(Collectors.joining(between));
    }
}
