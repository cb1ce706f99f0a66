package freshet.trainer.neural;

import freshet.trainer.TrainingException;
import java.util.Locale;

/**
 * An array whose length settings and data decide, and which may become longer than Java's are.
 *
 * @param what rows × columns, by the names of the settings
 * @param remedy what to change if it is too long
 */
public record ArrayBound(String what, long rows, long columns, String remedy) {
    private static final long LONGEST = Integer.MAX_VALUE - 8; // some virtual machines take no more

    /** @throws TrainingException if the array is too long */
    public void require() {
        if (rows * columns > LONGEST) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "%s is %,d × %,d = %,d numbers; it must be at most %,d; %s",
                    what,
                    rows,
                    columns,
                    rows * columns,
                    LONGEST,
                    remedy));
        }
    }
}
