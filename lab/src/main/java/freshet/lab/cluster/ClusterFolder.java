package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a cluster keeps its files. Immutable. */
final class ClusterFolder {
    private static final String LOGGING = "log4j2-cluster.properties";

    private final Path root;

    /**
     * Creates the folders that are missing.
     *
     * @throws CommandException if that is not possible
     */
    ClusterFolder(Path root) {
        this.root = root;
        try {
            for (Path folder : new Path[] {configuration(), logs(), checkpoints(), savepoints(), temporary()}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new CommandException(
                    "the folder " + root + " cannot be created: " + e + "; name another with --folder", e);
        }
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path root() {
        return root;
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** A folder for what one server keeps for a while; it is there. */
    Path temporary(String process) {
        Path folder = temporary().resolve(process);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be created: " + e + "; check the rights of its folder", e);
        }
    }

    /** Keeps other commands from starting or stopping anything here; waits for those that do. */
    FolderLock lock() {
        return new FolderLock(root.resolve("cluster.lock"));
    }

    /** The folder of one server's data. */
    Path data(String process) {
        return root.resolve(process);
    }

    /** A URI as a person reads it: of a file of this machine, its path alone. */
    static String local(String uri) {
        return uri.replaceFirst("^file:/*(?=/)", "");
    }

    private Path logs() {
        return root.resolve("logs");
    }

    /** Writes {@code key=value} or {@code key: value} lines in the order of the keys. */
    Path write(String name, Map<String, String> settings, String separator) {
        String lines = new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + separator + setting.getValue())
                        .collect(Collectors.joining("\n", "", "\n"));
        Path file = configuration().resolve(name);
        try {
            return Files.writeString(file, lines);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e, e);
        }
    }

    /** Writes what says where the processes log to: their output, which is a file. */
    Path writeLogging() {
        Path file = configuration().resolve("log4j2.properties");
        try (InputStream in = ClusterFolder.class.getResourceAsStream(LOGGING)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e, e);
        }
    }
}
