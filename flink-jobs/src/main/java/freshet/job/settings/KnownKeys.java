package freshet.job.settings;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;

/** Tells a known key from a misspelt one. */
final class KnownKeys {
    private static final Set<String> KEYS =
            FreshetOptions.all().stream().map(ConfigOption::key).collect(Collectors.toUnmodifiableSet());

    private KnownKeys() {}

    /** @throws SettingsException naming the nearest known key, if the key is not known */
    static void require(String key) {
        if (!KEYS.contains(key) && !key.startsWith(FreshetOptions.KAFKA_PROPERTIES_PREFIX)) {
            LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
            String nearest = KEYS.stream()
                    .min(Comparator.<String>comparingInt(known -> distance.apply(known, key))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            throw new SettingsException("unknown setting " + key + "; did you mean " + nearest + "?");
        }
    }
}
