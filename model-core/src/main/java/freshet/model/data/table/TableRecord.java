package freshet.model.data.table;

import java.util.List;

/**
 * A record of a table, or what is wrong with it.
 *
 * @param number of its first line, from 1
 * @param lastNumber of its last line
 * @param fields one per column; none if something is wrong
 * @param fault what is wrong, on one line; empty if nothing is
 */
record TableRecord(long number, long lastNumber, List<String> fields, String fault) {

    /** Whether nothing is wrong. */
    boolean isSound() {
        return fault.isEmpty();
    }
}
