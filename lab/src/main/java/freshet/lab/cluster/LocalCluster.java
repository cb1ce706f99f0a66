package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.serve.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    private final Optional<ClusterState> found; // Kafka alone, to which Flink is added
    private final List<ServerProcess> started = new ArrayList<>();
    private final Optional<KafkaServers> kafka; // those that are started here
    private final String bootstrapServers;
    private final Optional<FlinkServers> flinkServers;
    private final Optional<Integer> zooKeeper; // its port
    private final Configuration configuration;
    private final FlinkRest flink;

    private LocalCluster(Installation installation, ClusterSettings settings, ClusterFolder files) {
        folder = settings.folder();
        found = brokersAlone(settings);
        List<Integer> free = LoopbackPorts.free(4 + 2 * settings.brokers());
        kafka = found.isPresent()
                ? Optional.empty()
                : Optional.of(new KafkaServers(
                        installation,
                        files,
                        port(settings.kafkaPort(), free.get(0), "Kafka", "--kafka-port"),
                        free.subList(4, free.size())));
        bootstrapServers = kafka.map(KafkaServers::bootstrapServers)
                .or(() -> found.map(ClusterState::bootstrapServers))
                .orElseThrow();
        int webPort = settings.onlyBrokers()
                ? settings.webPort()
                : port(settings.webPort(), free.get(1), "Flink's web UI", "--web-port");
        flinkServers = settings.onlyBrokers() ? Optional.empty() : Optional.of(new FlinkServers(installation, files));
        zooKeeper = settings.highlyAvailable() ? Optional.of(free.get(3)) : Optional.empty();
        configuration = FlinkConfiguration.of(
                settings, files, webPort, free.get(2), zooKeeper.map(port -> "127.0.0.1:" + port));
        flinkServers.ifPresent(servers -> servers.configure(configuration));
        flink = new FlinkRest("http://127.0.0.1:" + webPort, files.argument());
        LastStart.write(settings.on(bootstrapServers, webPort));
    }

    /**
     * Starts everything and returns when it takes work, after some ten seconds. Where Kafka runs
     * alone in the folder, Flink is added to it.
     *
     * @throws CommandException if a cluster runs in the folder, a port is taken or a server does
     *     not come up; what was started is stopped then
     */
    public static LocalCluster start(Installation installation, ClusterSettings settings) throws InterruptedException {
        return start(installation, settings, line -> {});
    }

    /** @param say is told what is started, and of a wait for other commands */
    static LocalCluster start(Installation installation, ClusterSettings settings, Consumer<String> say)
            throws InterruptedException {
        if (ClusterState.read(settings.folder()).filter(ClusterState::anyAlive).isEmpty()) {
            requirePorts(settings); // before there is a folder
        }
        ClusterFolder files = new ClusterFolder(settings.folder());
        try (FolderLock lock = files.lock(say)) {
            return startLocked(installation, settings, files, say);
        }
    }

    private static LocalCluster startLocked(
            Installation installation, ClusterSettings settings, ClusterFolder files, Consumer<String> say)
            throws InterruptedException {
        LocalCluster cluster = new LocalCluster(installation, settings, files);
        if (cluster.found.isEmpty()) { // no server lives that has files there
            files.emptyTemporary();
            new SubmittedJobs(files).prune(List.of(files.checkpoints(), files.savepoints()));
        }
        say.accept("starting " + cluster.servers(settings) + ", which takes some ten seconds; logs are in "
                + settings.folder());
        try {
            if (cluster.found.isEmpty()) {
                cluster.startKafka(settings.brokers());
            }
            if (!settings.onlyBrokers()) {
                cluster.startFlink(settings.taskManagers());
            }
            cluster.awaitReady(settings);
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.undo();
            throw e;
        }
    }

    private String servers(ClusterSettings settings) {
        int flinks = settings.onlyBrokers() ? 0 : settings.taskManagers() + 1 + (settings.highlyAvailable() ? 1 : 0);
        int all = (found.isPresent() ? 0 : settings.brokers()) + flinks;
        return all + (all == 1 ? " server" : " servers");
    }

    private void startKafka(int brokers) {
        for (int node = 1; node <= brokers; node++) {
            startBroker(node);
        }
    }

    private void startFlink(int taskManagers) {
        zooKeeper.ifPresent(port -> add(flinkServers().startZooKeeper(port)));
        startJobManager();
        for (int i = 0; i < taskManagers; i++) {
            startTaskManager();
        }
    }

    /** Where Kafka's clients start from. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Flink's REST interface. */
    public FlinkRest flink() {
        return flink;
    }

    /** All servers that were started, alive or not, in their order. */
    public List<ServerProcess> processes() {
        return state().processes();
    }

    /** The server of this name that was started last. */
    public ServerProcess process(String name) {
        return processes().stream()
                .filter(process -> process.name().equals(name))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("no server " + name + " among " + processes()));
    }

    /** Starts a broker, also one that was killed, on its data and port. */
    public ServerProcess startBroker(int node) {
        return add(kafka.orElseThrow(() -> new IllegalStateException("Kafka was started before"))
                .start(node));
    }

    /** Starts the JobManager, also one that was killed. */
    public ServerProcess startJobManager() {
        return add(flinkServers().startJobManager(configuration));
    }

    /** Starts one more TaskManager. */
    public ServerProcess startTaskManager() {
        return add(flinkServers().startTaskManager(configuration));
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
        state().stop();
        ClusterState.remove(folder);
    }

    /** Ends what was started here, and leaves what ran before. */
    private void undo() throws InterruptedException {
        new ClusterState(bootstrapServers(), Optional.empty(), started).stop();
        found.ifPresentOrElse(before -> before.write(folder), () -> ClusterState.remove(folder));
    }

    private void awaitReady(ClusterSettings settings) throws InterruptedException {
        KafkaConnection connection = KafkaConnection.plain(bootstrapServers());
        await("Kafka at " + bootstrapServers() + " to answer", START, () -> answers(connection), this::dead);
        if (settings.onlyBrokers()) {
            return;
        }
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
        state().write(folder);
        return process;
    }

    /** As the folder's file has it. */
    ClusterState state() {
        List<ServerProcess> all =
                new ArrayList<>(found.map(ClusterState::processes).orElse(List.of()));
        all.addAll(started);
        return new ClusterState(bootstrapServers(), flinkServers.map(servers -> flink.address()), all);
    }

    private FlinkServers flinkServers() {
        return flinkServers.orElseThrow(() -> new IllegalStateException("Kafka was started alone"));
    }

    /**
     * Kafka that runs alone in the folder.
     *
     * @throws CommandException if more than that runs there, or other brokers than are wanted
     */
    private static Optional<ClusterState> brokersAlone(ClusterSettings settings) {
        Optional<ClusterState> running = ClusterState.read(settings.folder()).filter(ClusterState::anyAlive);
        running.filter(state -> settings.onlyBrokers() || !state.onlyBrokers()).ifPresent(state -> {
            throw new CommandException("a cluster runs in " + settings.folder() + " already: " + state.aliveNames()
                    + "; stop it first: " + CommandName.of("cluster stop")
                    + ClusterFolder.argument(settings.folder()));
        });
        return running;
    }

    private static void requirePorts(ClusterSettings settings) {
        port(settings.kafkaPort(), 0, "Kafka", "--kafka-port");
        if (!settings.onlyBrokers()) {
            port(settings.webPort(), 0, "Flink's web UI", "--web-port");
        }
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
