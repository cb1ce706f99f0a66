package freshet.model.data.table;

import freshet.model.data.MalformedLineException;
import freshet.model.data.format.Field;
import java.util.List;
import java.util.Locale;

/**
 * Times that are numbers, with or without a fraction. Of the years 2000 to 2099 no number is a time
 * in two units.
 */
public enum NumberTime implements TimeForm {
    SECONDS(0),
    MILLISECONDS(3),
    MICROSECONDS(6),
    NANOSECONDS(9);

    private final int decimals; // of a second

    NumberTime(int decimals) {
        this.decimals = decimals;
    }

    /** As the option {@code --time-format} has it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String words() {
        return spelling() + " since 1970";
    }

    @Override
    public long millis(String column, String value) throws MalformedLineException {
        return Field.sinceEpoch(column, value.strip(), decimals, words());
    }

    @Override
    public boolean isLocal(List<String> values) {
        return false;
    }
}
