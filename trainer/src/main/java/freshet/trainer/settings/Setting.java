package freshet.trainer.settings;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a user may set on a trainer.
 *
 * @param name as it is given, for example {@code batch_size}
 * @param meaning one line for a person
 * @param defaultValue what holds if it is not given
 * @param values what it takes
 * @param unsearchable why a search must not vary it, and what to do instead; empty if it may
 */
public record Setting(
        String name, String meaning, String defaultValue, SettingValues values, Optional<String> unsearchable) {

    private Setting(String name, String meaning, String defaultValue, SettingValues values) {
        this(name, meaning, defaultValue, values, Optional.empty());
    }

    /** A setting that takes whole numbers from {@code min} to {@code max}. */
    public static Setting whole(String name, String meaning, long defaultValue, long min, long max) {
        return new Setting(name, meaning, Long.toString(defaultValue), new SettingValues.Whole(min, max));
    }

    /** A setting that takes numbers from {@code min} to {@code max}. */
    public static Setting real(String name, String meaning, double defaultValue, double min, double max) {
        return new Setting(name, meaning, Double.toString(defaultValue), new SettingValues.Real(min, max));
    }

    /**
     * A setting that takes one or several whole numbers from {@code min} to {@code max}, with
     * commas between them.
     */
    public static Setting wholes(String name, String meaning, long defaultValue, long min, long max) {
        return new Setting(name, meaning, Long.toString(defaultValue), new SettingValues.Wholes(min, max));
    }

    /**
     * A setting that takes one of an enumeration's constants, in lower case with hyphens, for
     * example {@code bpr-max}.
     */
    public static <E extends Enum<E>> Setting choice(String name, String meaning, E defaultValue) {
        return choice(
                name,
                meaning,
                defaultValue,
                List.of(defaultValue.getDeclaringClass().getEnumConstants()));
    }

    /** A setting that takes some of an enumeration's constants. */
    public static <E extends Enum<E>> Setting choice(String name, String meaning, E defaultValue, List<E> allowed) {
        return new Setting(
                name,
                meaning,
                SettingValues.spelling(defaultValue),
                new SettingValues.Choice(
                        allowed.stream().map(SettingValues::spelling).toList()));
    }

    /** A setting that takes one or several names with commas between them. */
    public static Setting names(String name, String meaning, String defaultValue, List<String> names) {
        return new Setting(name, meaning, defaultValue, new SettingValues.Names(names));
    }

    /** The same setting under another name. */
    public Setting named(String other) {
        return new Setting(other, meaning, defaultValue, values, unsearchable);
    }

    /**
     * The same setting, which a search must not vary.
     *
     * @param why its trials would not show which value is better, and what to do instead
     */
    public Setting notSearched(String why) {
        return new Setting(name, meaning, defaultValue, values, Optional.of(why));
    }

    /**
     * The same setting with another default.
     *
     * @throws IllegalArgumentException if the setting does not take it
     */
    public Setting withDefault(String value) {
        return new Setting(name, meaning, checked(value), values, unsearchable);
    }

    /** What it takes, for example {@code a whole number from 1 to 4096}. */
    public String range() {
        return values.range();
    }

    /**
     * The value's own spelling if it is allowed, so that {@code 1e-1} and {@code 0.1} are the same
     * setting.
     *
     * @throws IllegalArgumentException if it is not
     */
    public String checked(String value) {
        return values.spelling(value)
                .orElseThrow(() ->
                        new IllegalArgumentException(name + " is \"" + value + "\"; it must be " + values.range()));
    }
}
