package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --folder}: which cluster is meant. */
final class ClusterFolderOption {
    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "freshet-cluster",
            description = "Where the cluster keeps configuration, logs and data. Default: ${DEFAULT-VALUE} in the "
                    + "current folder.")
    private Path folder;

    Path folder() {
        return folder.toAbsolutePath().normalize();
    }

    /** @throws CommandException if no cluster was started there */
    ClusterState state() {
        return ClusterState.read(folder())
                .orElseThrow(() -> new CommandException("no cluster runs in " + folder()
                        + "; name its folder with --folder, or start one: freshet cluster start"));
    }
}
