package freshet.job.settings;

import freshet.job.model.AllowedStores;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** Turns texts into typed values within their ranges; every error names key, value and what is allowed. */
final class SettingsReader {
    private final Configuration configuration;

    /** @throws SettingsException if a key is unknown */
    SettingsReader(Map<String, String> settings) {
        settings.keySet().forEach(KnownKeys::require);
        this.configuration = Configuration.fromMap(settings);
    }

    String text(ConfigOption<String> option) {
        return configuration.get(option).trim();
    }

    String filledText(ConfigOption<String> option) {
        String value = text(option);
        if (value.isEmpty()) {
            throw new SettingsException(option.key() + " is empty; it must be given");
        }
        return value;
    }

    int atLeast(int least, ConfigOption<Integer> option) {
        int value = parsed(option, "a whole number of at least " + least);
        if (value < least) {
            throw new SettingsException(option.key() + " is " + value + "; it must be at least " + least);
        }
        return value;
    }

    int between(int least, int most, ConfigOption<Integer> option) {
        int value = atLeast(least, option);
        if (value > most) {
            throw new SettingsException(option.key() + " is " + value + "; it must be at most " + most);
        }
        return value;
    }

    Duration atLeast(Duration least, ConfigOption<Duration> option) {
        Duration value = parsed(option, "a time with its unit, for example 2 ms, 10 s or 30 min");
        if (value.compareTo(least) < 0) {
            throw new SettingsException(
                    option.key() + " is " + value.toMillis() + " ms; it must be at least " + least.toMillis() + " ms");
        }
        return value;
    }

    MemorySize between(MemorySize least, MemorySize most, ConfigOption<MemorySize> option) {
        MemorySize value = parsed(option, "a size with its unit, for example 4 kb");
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new SettingsException(
                    option.key() + " is " + value + "; it must be between " + least + " and " + most);
        }
        return value;
    }

    boolean yesOrNo(ConfigOption<Boolean> option) {
        return parsed(option, "true or false");
    }

    <E extends Enum<E>> E oneOf(Class<E> type, ConfigOption<E> option) {
        StringBuilder allowed = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            allowed.append(allowed.isEmpty() ? "one of " : ", ")
                    .append(constant.toString().toLowerCase(Locale.ROOT));
        }
        return parsed(option, allowed.toString());
    }

    AllowedStores stores(ConfigOption<String> option) {
        try {
            return AllowedStores.of(text(option));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(option.key() + ": " + e.getMessage(), e);
        }
    }

    /** What is given under a prefix, without the prefix. */
    Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        configuration.toMap().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private <T> T parsed(ConfigOption<T> option, String allowed) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            String given = configuration.toMap().get(option.key());
            throw new SettingsException(
                    String.format(Locale.ROOT, "%s is \"%s\"; it must be %s", option.key(), given, allowed), e);
        }
    }
}
