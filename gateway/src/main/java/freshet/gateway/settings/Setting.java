package freshet.gateway.settings;

import freshet.model.text.Quote;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One setting.
 *
 * @param key its name, {@code http.port}
 * @param standard its value where none is given, as it is written
 * @param allowed what values are allowed, for a person who gave another one
 * @param secret whether it holds secrets, or refers to them
 * @param reader makes the value of a text without blanks around it; throws
 *     {@link IllegalArgumentException} for one that is not allowed
 */
public record Setting<T>(String key, String standard, String allowed, boolean secret, Function<String, T> reader) {
    private Setting(String key, String standard, String allowed, Function<String, T> reader) {
        this(key, standard, allowed, false, reader);
    }

    /** A text that may be empty. */
    public static Setting<String> text(String key, String standard) {
        return new Setting<>(key, standard, "a text", Function.identity());
    }

    /** A text that may not be empty. */
    public static Setting<String> filled(String key, String standard) {
        return new Setting<>(key, standard, "a text that is not empty", text -> require(text, !text.isEmpty()));
    }

    /** Texts separated by commas, without blanks around them; none is empty. */
    public static Setting<List<String>> texts(String key, String standard) {
        return new Setting<>(key, standard, "texts separated by commas", text -> Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /** Secrets separated by commas, or references to them; none is empty. */
    public static Setting<List<String>> secrets(String key) {
        return new Setting<>(key, "", "references to secrets, separated by commas", true, text -> {
            List<String> secrets = texts(key, "").reader().apply(Secrets.resolve(key, text));
            if (secrets.isEmpty() && !text.isEmpty()) {
                throw new SettingException(key + " refers to secrets that are empty; fill them, or leave the setting"
                        + " out if nobody needs one");
            }
            return secrets;
        });
    }

    /** A whole number from least to most. */
    public static Setting<Integer> integer(String key, int standard, int least, int most) {
        return new Setting<>(key, Integer.toString(standard), "a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            return require(value, value >= least && value <= most);
        });
    }

    /** A time with its unit, from least to most. */
    public static Setting<Duration> time(String key, String standard, Duration least, Duration most) {
        String allowed = "a time with its unit from " + Units.text(least) + " to " + Units.text(most)
                + ", for example 2 ms, 10 s or 30 min";
        return new Setting<>(key, standard, allowed, text -> {
            Duration value = Units.time(text);
            return require(value, value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        });
    }

    /** A number of bytes with its unit, from least to most. */
    public static Setting<Long> size(String key, String standard, long least, long most) {
        String allowed = "a size with its unit from " + least + " b to " + (most >> 20) + " mb, for example 64 kb";
        return new Setting<>(key, standard, allowed, text -> {
            long value = Units.size(text);
            return require(value, value >= least && value <= most);
        });
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> yesOrNo(String key, boolean standard) {
        return new Setting<>(key, Boolean.toString(standard), "true or false", text -> {
            require(text, text.equals("true") || text.equals("false"));
            return Boolean.valueOf(text);
        });
    }

    /** One of an enum's constants, written in small letters. */
    public static <E extends Enum<E>> Setting<E> oneOf(String key, E standard) {
        Class<E> type = standard.getDeclaringClass();
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Setting::name).toList();
        return new Setting<>(key, name(standard), "one of " + String.join(", ", names), text -> {
            require(text, names.contains(text.toLowerCase(Locale.ROOT)));
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        });
    }

    /**
     * The value of a text.
     *
     * @throws SettingException if it is not allowed
     */
    T read(String text) {
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw secret
                    ? new SettingException(key + " cannot be used; it must be " + allowed)
                    : new SettingException(key + " is " + Quote.of(text) + "; it must be " + allowed, e);
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T require(T value, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
