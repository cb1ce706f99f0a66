package freshet.gateway.settings;

import freshet.model.text.Quote;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Secrets that a setting names instead of holding, as the settings of Kafka's clients do: {@code
 * ${env:NAME}}, {@code ${dir:FOLDER:FILE}}, {@code ${file:PROPERTIES-FILE:KEY}}.
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|dir|file):([^}]*)}");

    private Secrets() {}

    /** Whether a text holds a secret itself, so that it may not be on a command line. */
    public static boolean isPlain(String text) {
        return !REFERENCE.matcher(text).replaceAll("").replace(",", "").isBlank();
    }

    /**
     * A text with what its references name, without the end of a file's line.
     *
     * @param key the setting, for the message
     * @throws SettingException naming a reference that leads nowhere, and no secret
     */
    static String resolve(String key, String text) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (references.find()) {
            String value = lookUp(references.group(1), references.group(2))
                    .orElseThrow(() -> new SettingException(key + " refers to " + Quote.plain(references.group())
                            + ", which this process cannot read; " + remedy(references.group(1))));
            references.appendReplacement(resolved, Matcher.quoteReplacement(value.strip()));
        }
        return references.appendTail(resolved).toString();
    }

    private static Optional<String> lookUp(String provider, String reference) {
        if (provider.equals("env")) {
            return look(new EnvVarConfigProvider(), "", reference);
        }
        int colon = reference.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        return look(
                provider.equals("dir") ? new DirectoryConfigProvider() : new FileConfigProvider(),
                reference.substring(0, colon),
                reference.substring(colon + 1));
    }

    private static Optional<String> look(ConfigProvider provider, String path, String name) {
        try (provider) {
            provider.configure(Map.of());
            return Optional.ofNullable(provider.get(path, Set.of(name)).data().get(name));
        } catch (ConfigException | IOException e) {
            return Optional.empty(); // the caller says which reference it was
        }
    }

    private static String remedy(String provider) {
        return switch (provider) {
            case "env" -> "set that variable";
            case "dir" -> "put the file into the folder: ${dir:FOLDER:FILE}";
            default -> "write the entry into the file: ${file:PROPERTIES-FILE:KEY}";
        };
    }

    /** The keys of settings that hold secrets. */
    public static List<String> keys(List<Setting<?>> settings) {
        return settings.stream().filter(Setting::secret).map(Setting::key).toList();
    }
}
