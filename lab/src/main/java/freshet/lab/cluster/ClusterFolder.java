package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.serve.FolderTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Where a cluster keeps its files. Immutable. */
final class ClusterFolder {
    /** The folder's name where none is given. */
    static final String DEFAULT = "freshet-cluster";

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

    /** What names a cluster's folder in a further command: nothing where it is the default. */
    static String argument(Path root) {
        return root.equals(Path.of(DEFAULT).toAbsolutePath().normalize())
                ? ""
                : " --folder " + CommandName.word(root.toString());
    }

    String argument() {
        return argument(root);
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

    /** Removes what servers that were killed have left in the folder for temporary files. */
    void emptyTemporary() {
        try {
            FolderTree.remove(temporary());
            Files.createDirectories(temporary());
        } catch (IOException e) {
            throw new CommandException(temporary() + " cannot be emptied: " + e + "; remove it by hand", e);
        }
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

    /**
     * Keeps other commands from starting or stopping anything here; waits for those that do.
     *
     * @param say is told of a wait
     */
    FolderLock lock(Consumer<String> say) {
        return new FolderLock(
                root.resolve("cluster.lock"), () -> say.accept("waiting for another command on " + root + " to end"));
    }

    /** Lets jobs be submitted one after the other; waits for those that are. */
    FolderLock submissions() {
        return new FolderLock(root.resolve("submit.lock"), () -> {});
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
