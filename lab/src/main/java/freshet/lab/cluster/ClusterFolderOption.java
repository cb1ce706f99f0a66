package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --folder}: which cluster is meant. */
final class ClusterFolderOption {
    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = ClusterFolder.DEFAULT,
            description = "Where the cluster keeps configuration, logs and data. Default: ${DEFAULT-VALUE} in the "
                    + "current folder.")
    private Path folder;

    Path folder() {
        return folder.toAbsolutePath().normalize();
    }

    /** What names the folder in a further command: nothing where it is the default. */
    String argument() {
        return ClusterFolder.argument(folder());
    }

    /** @throws CommandException if no cluster was started there */
    ClusterState state() {
        return ClusterState.read(folder())
                .orElseThrow(() -> new CommandException("no cluster runs in " + folder()
                        + (LastStart.read(folder()).isPresent()
                                ? "; start it again as it was: " + CommandName.of("cluster restart")
                                : "; name its folder with --folder, or start one: " + CommandName.of("cluster start"))
                        + argument()));
    }
}
