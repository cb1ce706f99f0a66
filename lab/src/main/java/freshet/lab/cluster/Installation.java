package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the build has left in Freshet's folder for a cluster's processes. They run on jars of the
 * local Maven repository: Kafka on all libraries of the command line, Flink on those alone that its
 * own distribution brings, so that the job's jar is loaded as on any other cluster.
 *
 * @param root the folder with the script {@code freshet}
 * @param otherFlink a file with the class path of another version of Flink, empty for the one of
 *     the build
 * @param otherBroker the same for Kafka's broker
 */
record Installation(Path root, Optional<Path> otherFlink, Optional<Path> otherBroker) {
    private static final String HOME = "freshet.home";

    /** The one of the build. */
    public Installation(Path root) {
        this(root, Optional.empty(), Optional.empty());
    }

    /**
     * The one that runs this command line, with the Flink of {@code -Dfreshet.flink.libraries=FILE}
     * and the broker of {@code -Dfreshet.broker.libraries=FILE} if they are given.
     *
     * @throws CommandException if it was not started by the script {@code freshet}
     */
    public static Installation ofThisProcess() {
        String home = System.getProperty(HOME, "");
        if (home.isEmpty()) {
            throw new CommandException(
                    "Freshet's folder is not known: start the command with the script freshet, or give" + " Java -D"
                            + HOME + "=FOLDER");
        }
        return new Installation(Path.of(home), named("freshet.flink.libraries"), named("freshet.broker.libraries"));
    }

    /** The jar for a cluster. */
    public Path jobJar() {
        return built("flink-jobs/target/freshet-job.jar");
    }

    /** The smaller one, for TaskManagers with Java's Vector API. */
    public Path vectorJobJar() {
        return built("flink-jobs/target/freshet-job-vector.jar");
    }

    /** The class path of a Kafka broker. */
    String kafkaClassPath() {
        return read(otherBroker.orElseGet(() -> built("lab/target/libraries.classpath")));
    }

    /** The class path of Flink's processes. */
    String flinkClassPath() {
        return read(otherFlink.orElseGet(() -> built("lab/target/flink.classpath")));
    }

    private static Optional<Path> named(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    private Path built(String name) {
        Path file = root.resolve(name).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new CommandException("there is no " + file + "; build it: mvn -DskipTests package");
        }
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage() + "; check its rights", e);
        }
    }
}
