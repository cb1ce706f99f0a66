package freshet.trainer.settings;

/**
 * One number that a user may set on a trainer.
 *
 * @param name as it is given, for example {@code batch_size}
 * @param meaning one line for a person
 * @param whole whether only whole numbers are allowed
 * @param defaultValue what holds if it is not given
 * @param min smallest allowed value
 * @param max largest allowed value
 */
public record Setting(String name, String meaning, boolean whole, String defaultValue, double min, double max) {

    /** A setting that takes whole numbers from {@code min} to {@code max}. */
    public static Setting whole(String name, String meaning, long defaultValue, long min, long max) {
        return new Setting(name, meaning, true, Long.toString(defaultValue), min, max);
    }

    /** A setting that takes numbers from {@code min} to {@code max}. */
    public static Setting real(String name, String meaning, double defaultValue, double min, double max) {
        return new Setting(name, meaning, false, Double.toString(defaultValue), min, max);
    }

    /** What it takes, for example {@code a whole number from 1 to 4096}. */
    public String range() {
        return whole
                ? "a whole number from " + (long) min + " to " + (long) max
                : "a number from " + min + " to " + max;
    }

    /**
     * The value's own spelling if it is allowed, so that {@code 1e-1} and {@code 0.1} are the same setting.
     *
     * @throws IllegalArgumentException if it is no number or out of range
     */
    String checked(String value) {
        try {
            String spelling = whole ? Long.toString(Long.parseLong(value)) : Double.toString(Double.parseDouble(value));
            double number = Double.parseDouble(spelling);
            if (number >= min && number <= max) {
                return spelling;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal(value), e);
        }
        throw new IllegalArgumentException(refusal(value));
    }

    private String refusal(String value) {
        return name + " is \"" + value + "\"; it must be " + range();
    }
}
