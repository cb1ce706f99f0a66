package freshet.trainer.tuning;

import freshet.trainer.settings.Setting;
import freshet.trainer.settings.SettingValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a range as a user writes it: values with slashes between them, or {@code MIN..MAX},
 * uniform, with {@code :log} for log-uniform or {@code :STEP} for steps. Both ends belong to it; a
 * whole-number setting gets whole numbers.
 */
final class RangeText {
    private static final Pattern NUMBERS = Pattern.compile("(.*?)\\.\\.(.*?)(?::(.*))?");
    private static final String LOG = "log";

    private RangeText() {}

    /**
     * @throws IllegalArgumentException if the setting must not be searched, or the text cannot be
     *     read or holds a value that the setting does not take; the message is one line
     */
    static Range read(Setting setting, String text) {
        try {
            setting.unsearchable().ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
            Matcher numbers = NUMBERS.matcher(text);
            return numbers.matches() ? numbers(setting, numbers) : choices(setting, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot search " + setting.name() + "=" + text + ": " + e.getMessage(), e);
        }
    }

    private static Range choices(Setting setting, String text) {
        List<String> values = Stream.of(text.split("/", -1))
                .map(value -> setting.checked(value.strip()))
                .distinct()
                .toList();
        return new Range.Choices(values);
    }

    private static Range numbers(Setting setting, Matcher text) {
        BigDecimal min = number(setting, text.group(1));
        BigDecimal max = number(setting, text.group(2));
        if (min.compareTo(max) >= 0) {
            throw new IllegalArgumentException(min.toPlainString() + " is not under " + max.toPlainString()
                    + "; write the smaller end first, or one value alone with --set");
        }
        boolean whole = !(setting.values() instanceof SettingValues.Real);
        if (text.group(3) == null) {
            return whole ? new Range.Steps(min, max, BigDecimal.ONE) : new Range.Uniform(min, max);
        }
        if (text.group(3).strip().equals(LOG)) {
            if (min.signum() <= 0) {
                throw new IllegalArgumentException(
                        min.toPlainString() + " has no logarithm; start a log range above 0, or leave out :log");
            }
            return whole
                    ? new Range.LogWhole(min.longValueExact(), max.longValueExact())
                    : new Range.LogUniform(min, max);
        }
        return new Range.Steps(min, max, step(setting, min, max, text.group(3).strip()));
    }

    private static BigDecimal number(Setting setting, String text) {
        return decimal(setting.checked(text.strip()));
    }

    private static BigDecimal step(Setting setting, BigDecimal min, BigDecimal max, String text) {
        BigDecimal step = decimal(text);
        if (step.signum() <= 0 || step.compareTo(max.subtract(min)) > 0) {
            throw new IllegalArgumentException("the step is " + text + "; it must be over 0 and at most "
                    + max.subtract(min).toPlainString());
        }
        setting.checked(min.add(step).toPlainString());
        return step;
    }

    private static BigDecimal decimal(String text) {
        try {
            return plain(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no number; write MIN..MAX, MIN..MAX:log or MIN..MAX:STEP", e);
        }
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
