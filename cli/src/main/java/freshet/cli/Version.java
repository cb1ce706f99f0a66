package freshet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside the classes, and the Java that runs them. */
final class Version implements IVersionProvider {
    private static final String RESOURCE = "/freshet-version.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new CommandException(RESOURCE + " is not on the class path; build Freshet again");
            }
            build.load(in);
        }
        return new String[] {"freshet " + build.getProperty("version") + " on Java " + Runtime.version()};
    }
}
