package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.lab.broker.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;

/**
 * A cluster that this process starts. Its servers outlive the process unless it stops them; the
 * folder's {@link ClusterState} names them from the moment of their start. For one thread.
 */
final class LocalCluster {
    private static final Duration START = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 100;

    private final Path folder;
    private final List<ServerProcess> started = new ArrayList<>();
    private final KafkaServers kafka;
    private final FlinkServers flinkServers;
    private final Optional<Integer> zooKeeper; // its port
    private final Configuration configuration;
    private final FlinkRest flink;

    private LocalCluster(Installation installation, ClusterSettings settings) {
        folder = settings.folder();
        requireNoneRuns(folder);
        List<Integer> free = LoopbackPorts.free(4 + 2 * settings.brokers());
        int kafkaPort = port(settings.kafkaPort(), free.get(0), "Kafka", "--kafka-port");
        int webPort = port(settings.webPort(), free.get(1), "Flink's web UI", "--web-port");
        ClusterFolder files = new ClusterFolder(folder);
        kafka = new KafkaServers(installation, files, kafkaPort, free.subList(4, free.size()));
        flinkServers = new FlinkServers(installation, files);
        zooKeeper = settings.highlyAvailable() ? Optional.of(free.get(3)) : Optional.empty();
        configuration = FlinkConfiguration.of(
                settings, files, webPort, free.get(2), zooKeeper.map(port -> "127.0.0.1:" + port));
        flinkServers.configure(configuration);
        flink = new FlinkRest("http://127.0.0.1:" + webPort);
    }

    /**
     * Starts everything and returns when it takes work, after some ten seconds.
     *
     * @throws CommandException if a cluster runs in the folder, a port is taken or a server does
     *     not come up; what was started is stopped then
     */
    public static LocalCluster start(Installation installation, ClusterSettings settings) throws InterruptedException {
        LocalCluster cluster = new LocalCluster(installation, settings);
        try {
            cluster.zooKeeper.ifPresent(port -> cluster.add(cluster.flinkServers.startZooKeeper(port)));
            for (int node = 1; node <= settings.brokers(); node++) {
                cluster.startBroker(node);
            }
            cluster.startJobManager();
            for (int i = 0; i < settings.taskManagers(); i++) {
                cluster.startTaskManager();
            }
            cluster.awaitReady(settings);
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.stop();
            throw e;
        }
    }

    /** Where Kafka's clients start from. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Flink's REST interface. */
    public FlinkRest flink() {
        return flink;
    }

    /** All servers that were started, alive or not, in their order. */
    public List<ServerProcess> processes() {
        return List.copyOf(started);
    }

    /** The server of this name that was started last. */
    public ServerProcess process(String name) {
        return started.stream()
                .filter(process -> process.name().equals(name))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("no server " + name + " among " + started));
    }

    /** Starts a broker, also one that was killed, on its data and port. */
    public ServerProcess startBroker(int node) {
        return add(kafka.start(node));
    }

    /** Starts the JobManager, also one that was killed. */
    public ServerProcess startJobManager() {
        return add(flinkServers.startJobManager(configuration));
    }

    /** Starts one more TaskManager. */
    public ServerProcess startTaskManager() {
        return add(flinkServers.startTaskManager(configuration));
    }

    /**
     * Waits until something holds.
     *
     * @throws CommandException if it does not in time, with the end of each server's log
     */
    public void await(String what, Duration patience, BooleanSupplier condition) throws InterruptedException {
        await(what, patience, condition, () -> "");
    }

    /** Ends everything that was started, the newest first, and waits until it is gone. */
    public void stop() throws InterruptedException {
        new ClusterState(bootstrapServers(), flink.address(), started).stop();
        ClusterState.remove(folder);
    }

    private void awaitReady(ClusterSettings settings) throws InterruptedException {
        KafkaConnection connection = KafkaConnection.plain(bootstrapServers());
        await("Kafka at " + bootstrapServers() + " to answer", START, () -> answers(connection), this::dead);
        int slots = settings.taskManagers() * settings.slots();
        await(
                "Flink at " + flink.address() + " to offer " + slots + " slots",
                START,
                () -> flink.slots() == slots,
                this::dead);
    }

    private void await(String what, Duration patience, BooleanSupplier condition, Supplier<String> hopeless)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            String reason = hopeless.get();
            if (!reason.isEmpty()) {
                throw new CommandException("waiting for " + what + " is in vain: " + reason);
            }
            if (System.nanoTime() > deadline) {
                throw new CommandException(
                        "waited " + patience.toSeconds() + " s for " + what + " in vain\n" + tails());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private String dead() {
        return started.stream()
                .filter(process -> !process.alive())
                .map(process -> process.name() + " has ended; " + process.tail())
                .findFirst()
                .orElse("");
    }

    private String tails() {
        StringBuilder tails = new StringBuilder();
        started.forEach(process -> tails.append(process.name())
                .append(process.alive() ? " runs; " : " has ended; ")
                .append(process.tail())
                .append("\n"));
        return tails.toString();
    }

    private static boolean answers(KafkaConnection connection) {
        try {
            connection.requireReachable();
            return true;
        } catch (CommandException e) {
            return false;
        }
    }

    private ServerProcess add(ServerProcess process) {
        started.add(process);
        new ClusterState(bootstrapServers(), flink.address(), started).write(folder);
        return process;
    }

    private static void requireNoneRuns(Path folder) {
        ClusterState.read(folder).filter(ClusterState::anyAlive).ifPresent(state -> {
            throw new CommandException("a cluster runs in " + folder + " already: " + state.aliveNames()
                    + "; stop it first: freshet cluster stop --folder " + folder);
        });
    }

    private static int port(int wanted, int free, String what, String option) {
        if (wanted == 0) {
            return free;
        }
        if (!LoopbackPorts.isFree(wanted)) {
            throw new CommandException("port " + wanted + " for " + what + " is taken; name another with " + option
                    + ", or end what listens there");
        }
        return wanted;
    }
}
