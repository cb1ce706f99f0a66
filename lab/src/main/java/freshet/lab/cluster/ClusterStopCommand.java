package freshet.lab.cluster;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet cluster stop}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Ends the servers that start has started, and no others; waits until they are gone.",
        footer = {"", "Data, checkpoints and logs stay in the folder: remove it when nobody needs them."})
final class ClusterStopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Override
    public Integer call() throws InterruptedException {
        ClusterState state = folder.state();
        state.stop();
        ClusterState.remove(folder.folder());
        PrintWriter out = spec.commandLine().getOut();
        out.println("stopped; data, checkpoints and logs stay in " + folder.folder());
        out.flush();
        return ExitCode.OK;
    }
}
