package freshet.job.settings;

import freshet.model.file.Utf8Text;
import freshet.model.text.Quote;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads settings as key and text from a YAML file, or as they are typed. {@code a.b: 1} and
 * {@code a: {b: 1}} say the same.
 */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * Settings as they are typed.
     *
     * @param overrides texts of the form {@code key=value}, the last one of a key wins
     * @throws SettingsException if a text is of another form
     */
    public static Map<String, String> typed(List<String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new SettingsException(Quote.of(override) + " is no setting; write key=value");
            }
            settings.put(
                    override.substring(0, equals).trim(),
                    override.substring(equals + 1).trim());
        }
        return settings;
    }

    /**
     * Settings of a file.
     *
     * @throws SettingsException if the file cannot be read, is no map of keys to plain values or
     *     has a key twice
     */
    public static Map<String, String> read(Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            LoadSettings yaml = LoadSettings.builder().setLabel(file.toString()).build();
            Object root = new Load(yaml).loadFromString(Utf8Text.read(file));
            if (root != null) {
                flatten("", root, file, settings);
            }
        } catch (NoSuchFileException e) {
            throw new SettingsException("settings file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new SettingsException("settings file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (MarkedYamlEngineException e) {
            // The whole message quotes the line, and secrets may be in it; so does the cause.
            String place = e.getProblemMark()
                    .map(at -> " at line " + (at.getLine() + 1))
                    .orElse("");
            throw new SettingsException("settings file " + file + " is not YAML: " + e.getProblem() + place);
        } catch (YamlEngineException e) {
            throw new SettingsException(
                    "settings file " + file + " is not YAML: " + e.getMessage().replaceAll("\\s+", " "), e);
        }
        return settings;
    }

    private static void flatten(String key, Object value, Path file, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> flatten(key.isEmpty() ? "" + name : key + "." + name, inner, file, into));
        } else if (key.isEmpty() || value instanceof Iterable) {
            throw new SettingsException(
                    "settings file " + file + " has a list" + (key.isEmpty() ? " or a bare value" : " for " + key)
                            + "; it must hold lines of the form key: value");
        } else if (into.put(key, value == null ? "" : value.toString()) != null) {
            throw new SettingsException("settings file " + file + " gives " + key + " twice; leave one of them");
        }
    }
}
