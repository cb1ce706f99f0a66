package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.serve.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * A Flink whose TaskManagers have a slot and a core of this machine each, so that a second one is a
 * second core. The JobManager runs where there is room. For one thread.
 */
public final class CoreFlink implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 100;
    private static final String MEMORY = "1536m";

    /** For sorting, of each TaskManager: what {@code prepare} takes in its own process. */
    private static final String SORT_MEMORY = "256m";

    private final List<ServerProcess> servers = new ArrayList<>();
    private final String address;

    /**
     * Starts it and returns when it takes work.
     *
     * @param folder for configuration and logs; is made
     * @param taskManagers at most as many as there are cores
     * @throws CommandException if a server does not come up; {@code taskset} gives it its core
     */
    public CoreFlink(Path folder, int taskManagers) throws InterruptedException {
        ClusterSettings settings = ClusterSettings.onFreePorts(folder)
                .withTaskManagers(taskManagers, 1, MEMORY)
                .withFlink(Map.of(TaskManagerOptions.MANAGED_MEMORY_SIZE.key(), SORT_MEMORY));
        ClusterFolder files = new ClusterFolder(settings.folder());
        List<Integer> ports = LoopbackPorts.free(2);
        Configuration flink = FlinkConfiguration.of(settings, files, ports.get(0), ports.get(1), Optional.empty());
        FlinkServers starter = new FlinkServers(Installation.ofThisProcess(), files);
        starter.configure(flink);
        this.address = "127.0.0.1:" + ports.get(0);
        try {
            servers.add(starter.startJobManager(flink));
            for (int core = 0; core < taskManagers; core++) {
                servers.add(starter.startTaskManager(flink, List.of("taskset", "--cpu-list", Integer.toString(core))));
            }
            awaitSlots(taskManagers);
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Where its REST interface is, HOST:PORT. */
    public String address() {
        return address;
    }

    /** What its TaskManagers have taken so far, all their threads. */
    public double cpuSeconds() {
        return servers.stream()
                .skip(1) // the JobManager
                .flatMap(server -> ProcessHandle.of(server.pid()).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toNanos() / 1e9)
                .sum();
    }

    private void awaitSlots(int slots) throws InterruptedException {
        FlinkRest flink = new FlinkRest("http://" + address);
        long deadline = System.nanoTime() + START.toNanos();
        while (flink.slots() < slots) {
            for (ServerProcess server : servers) {
                if (!server.alive()) {
                    throw new CommandException(server.name() + " has ended; " + server.tail());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new CommandException("waited " + START.toSeconds() + " s for " + slots + " slots in vain; see "
                        + servers.get(0).log().getParent());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Ends its servers. */
    @Override
    public void close() throws InterruptedException {
        for (ServerProcess server : servers) {
            server.stop(PATIENCE);
        }
    }
}
