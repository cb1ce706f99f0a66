package freshet.trainer.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a setting takes. Immutable. */
public sealed interface SettingValues {

    /** In words, for example {@code a whole number from 1 to 4096}. */
    String range();

    /** The one spelling of a value that is allowed; empty if it is not. */
    Optional<String> spelling(String value);

    /** How an enumeration's constant is written as a value: {@code BPR_MAX} as {@code bpr-max}. */
    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whole numbers. */
    record Whole(long min, long max) implements SettingValues {

        @Override
        public String range() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public Optional<String> spelling(String value) {
            try {
                long number = Long.parseLong(value);
                return number >= min && number <= max ? Optional.of(Long.toString(number)) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Numbers. */
    record Real(double min, double max) implements SettingValues {

        @Override
        public String range() {
            return "a number from " + min + " to " + max;
        }

        @Override
        public Optional<String> spelling(String value) {
            try {
                double number = new BigDecimal(value).doubleValue(); // Java's doubles may be NaN, Infinity, 1d
                return number >= min && number <= max ? Optional.of(Double.toString(number)) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** One or several whole numbers. */
    record Wholes(long min, long max) implements SettingValues {

        @Override
        public String range() {
            return "one or several whole numbers from " + min + " to " + max + ", with commas between them";
        }

        @Override
        public Optional<String> spelling(String value) {
            Whole one = new Whole(min, max);
            List<String> numbers = new ArrayList<>();
            for (String part : value.split(",", -1)) {
                one.spelling(part.strip()).ifPresent(numbers::add);
            }
            boolean all = numbers.size() == value.split(",", -1).length;
            return all ? Optional.of(String.join(",", numbers)) : Optional.empty();
        }
    }

    /** One or several of some names. */
    record Names(List<String> names) implements SettingValues {

        @Override
        public String range() {
            return "one or several of " + String.join(", ", names) + ", with commas between them";
        }

        @Override
        public Optional<String> spelling(String value) {
            List<String> given =
                    Stream.of(value.split(",", -1)).map(String::strip).toList();
            return names.containsAll(given) ? Optional.of(String.join(",", given)) : Optional.empty();
        }
    }

    /** One of some names. */
    record Choice(List<String> names) implements SettingValues {

        @Override
        public String range() {
            return "one of " + String.join(", ", names);
        }

        @Override
        public Optional<String> spelling(String value) {
            return names.contains(value) ? Optional.of(value) : Optional.empty();
        }
    }
}
