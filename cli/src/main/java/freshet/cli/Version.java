package freshet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside the classes, and the Java that runs them. */
public final class Version implements IVersionProvider {
    private static final String RESOURCE = "/freshet-version.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"freshet " + number() + " on Java " + Runtime.version()};
    }

    /** Freshet's own version. */
    public static String number() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new CommandException(RESOURCE + " is not on the class path; build Freshet again");
            }
            build.load(in);
        }
        return build.getProperty("version");
    }
}
