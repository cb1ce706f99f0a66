package freshet.trainer.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of one training: what the user gave, and defaults for the rest. Immutable; threads
 * may share it.
 */
public final class Settings {
    private static final char OF_A_PART = '.'; // after the name of a part, in that of a setting

    private final SortedMap<String, String> values;

    /**
     * @param model the model's name, for error messages
     * @param allowed everything that can be set
     * @param given values by name
     * @throws IllegalArgumentException if a name is not among the allowed or a value is out of its
     *     range
     */
    public Settings(String model, List<Setting> allowed, Map<String, String> given) {
        List<String> names = allowed.stream().map(Setting::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "model " + model + " has no setting \"" + name + "\"; it has " + listed(names, name));
            }
        }
        values = Collections.unmodifiableSortedMap(new TreeMap<>(allowed.stream()
                .collect(Collectors.toMap(
                        Setting::name,
                        setting -> setting.checked(given.getOrDefault(setting.name(), setting.defaultValue()))))));
    }

    /** Those that may have been meant: a mix has some hundred. */
    private static String listed(List<String> names, String wrong) {
        String part = wrong.substring(0, wrong.indexOf(OF_A_PART) + 1);
        List<String> near = names.stream()
                .filter(name -> name.substring(0, name.indexOf(OF_A_PART) + 1).equals(part))
                .toList();
        if (!part.isEmpty() && near.isEmpty()) {
            return listed(names, "");
        }
        String listed = near.isEmpty() ? "none at all" : String.join(", ", near);
        return names.stream()
                .filter(name -> part.isEmpty() && name.indexOf(OF_A_PART) > 0)
                .findFirst()
                .map(example -> listed + ", and those of its parts, for example " + example)
                .orElse(listed);
    }

    /** All values by name, in order of the names, defaults included. */
    public SortedMap<String, String> values() {
        return values;
    }

    /** The value of a whole-number setting that fits an {@code int}. */
    public int integer(String name) {
        return Math.toIntExact(longInteger(name));
    }

    /** The value of a whole-number setting. */
    public long longInteger(String name) {
        return Long.parseLong(value(name));
    }

    /** The value of a setting. */
    public float real(String name) {
        return Float.parseFloat(value(name));
    }

    /** The value of a setting as it is written. */
    public String text(String name) {
        return value(name);
    }

    /** The values of a setting that takes several whole numbers that fit an {@code int}. */
    public List<Integer> integers(String name) {
        return Stream.of(value(name).split(",")).map(Integer::valueOf).toList();
    }

    /** The value of a setting that takes one of an enumeration's constants. */
    public <E extends Enum<E>> E choice(String name, Class<E> names) {
        String value = value(name);
        return Stream.of(names.getEnumConstants())
                .filter(constant -> SettingValues.spelling(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is \"" + value + "\", which is no " + names.getSimpleName()));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no setting is named \"" + name + "\"");
        }
        return value;
    }
}
