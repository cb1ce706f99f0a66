package freshet.gateway.settings;

import freshet.model.text.Quote;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a user gave, by key; the defaults of what was not given. Immutable. */
public final class Settings {
    private final Map<String, String> given;

    /**
     * @param given texts by key
     * @param known the settings that there are
     * @param prefix keys that begin with it are known, too
     * @throws SettingException naming the nearest known key, if a key is not known
     */
    public Settings(Map<String, String> given, List<Setting<?>> known, String prefix) {
        List<String> keys = known.stream().map(Setting::key).toList();
        for (String key : given.keySet()) {
            if (!keys.contains(key) && !key.startsWith(prefix)) {
                throw new SettingException(
                        "unknown setting " + Quote.of(key) + "; did you mean " + nearest(key, keys) + "?");
            }
        }
        this.given = new LinkedHashMap<>(given);
    }

    /**
     * A setting's value.
     *
     * @throws SettingException if what is given is not allowed
     */
    public <T> T get(Setting<T> setting) {
        return setting.read(given.getOrDefault(setting.key(), setting.standard()));
    }

    /** What is given under a prefix, without the prefix. */
    public Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private static String nearest(String key, List<String> keys) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return keys.stream()
                .min(Comparator.<String>comparingInt(known -> distance.apply(known, key))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }
}
