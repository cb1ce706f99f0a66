package freshet.cli;

import java.nio.file.Path;

/**
 * The file to which everything goes that is no answer to the user: the rule is the same as in
 * {@code log4j2.properties}.
 */
public final class LogFile {

    private LogFile() {}

    /**
     * The file that the system property {@code freshet.log} names, else one per user in the folder
     * for temporary files.
     */
    public static Path path() {
        String file = "freshet-" + System.getProperty("user.name") + ".log";
        return Path.of(System.getProperty(
                "freshet.log",
                Path.of(System.getProperty("java.io.tmpdir"), file).toString()));
    }
}
