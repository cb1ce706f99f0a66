package freshet.trainer.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The version of this code, which the build writes into {@code /freshet/trainer/version.properties}: its number, {@code +} and the git commit it
 * was built from, with {@code -dirty} behind it where files of that commit were changed, or {@code unknown} where there was no git.
 */
final class CodeVersion {
    static final String VALUE = read();

    private CodeVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("/freshet/trainer/version.properties")) {
            properties.load(Optional.ofNullable(in)
                    .orElseThrow(() -> new IllegalStateException(
                            "freshet/trainer/version.properties is missing; build the trainer with Maven")));
        } catch (IOException e) {
            throw new UncheckedIOException("freshet/trainer/version.properties cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
