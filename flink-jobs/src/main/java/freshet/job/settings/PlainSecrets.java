package freshet.job.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses secrets of the Kafka clients that are written on a command line: every user of the
 * machine sees them there, and Flink logs a job's arguments and shows them in its web UI.
 * {@link SecretReferences} are allowed there.
 */
public final class PlainSecrets {
    private static final String LOGIN = "sasl.jaas.config";
    private static final Pattern SECRET = Pattern.compile("password|passphrase|secret|keystore\\.key$|token$");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    // In a login line everything counts as a secret but what is known to be none: modules have
    // options of their own.
    private static final Pattern LOGIN_OPTION = Pattern.compile("([\\w.]+)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s;\"']+)");
    private static final Set<String> NO_SECRETS =
            Set.of("username", "clientId", "scope", "principal", "serviceName", "keyTab", "ticketCache");
    private static final Set<String> SWITCHES = Set.of("true", "false");

    private PlainSecrets() {}

    /**
     * Looks through a job's settings.
     *
     * @param overrides texts of the form {@code key=value}
     * @throws SettingsException naming the first key that holds a secret, and not the secret
     */
    public static void refuseIn(List<String> overrides) {
        for (String override : overrides) {
            String[] setting = override.split("=", 2);
            String key = setting[0].trim();
            if (setting.length == 2 && key.startsWith(FreshetOptions.KAFKA_PROPERTIES_PREFIX)) {
                String property = key.substring(FreshetOptions.KAFKA_PROPERTIES_PREFIX.length());
                refuse(key, property, setting[1], "--config");
            }
        }
    }

    /**
     * Looks through a Kafka client's properties.
     *
     * @throws SettingsException naming the first property that holds a secret, and not the secret
     */
    public static void refuseIn(Map<String, String> properties) {
        properties.forEach((property, value) -> refuse(property, property, value, "--kafka-config"));
    }

    private static void refuse(String key, String property, String value, String file) {
        boolean plain = property.equals(LOGIN)
                ? inLogin(value)
                : SECRET.matcher(property).find() && isPlain(value);
        if (plain) {
            throw new SettingsException(
                    key + " holds a secret, which others see on a command line (ps, Flink's log and web UI);"
                            + " write ${env:NAME}, ${file:PROPERTIES-FILE:KEY} or ${dir:FOLDER:FILE} in its place,"
                            + " or set it in the file of "
                            + file);
        }
    }

    private static boolean inLogin(String line) {
        Matcher option = LOGIN_OPTION.matcher(line);
        while (option.find()) {
            String value = option.group(2).replaceAll("[\"']", "");
            if (isPlain(value) && !NO_SECRETS.contains(option.group(1)) && !SWITCHES.contains(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is anything but references. */
    private static boolean isPlain(String value) {
        return !REFERENCE.matcher(value).replaceAll("").isBlank();
    }
}
