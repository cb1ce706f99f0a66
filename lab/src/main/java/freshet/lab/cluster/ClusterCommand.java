package freshet.lab.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the commands about a cluster on this machine. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "A Kafka broker, a Flink JobManager and TaskManagers on this machine, each in a process of its "
                + "own, bound to the loopback address: for trying things out.",
        subcommands = {
            ClusterStartCommand.class,
            ClusterSubmitCommand.class,
            ClusterStatusCommand.class,
            ClusterCancelCommand.class,
            ClusterRestartCommand.class,
            ClusterStopCommand.class
        })
public final class ClusterCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say start, submit, status, cancel, restart or stop");
    }
}
