package freshet.serving.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.TransactionVersion;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the address of a real Kafka broker in this JVM: started for the first that asks,
 * stopped after the last test.
 */
public final class TestBroker implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestBroker.class))
                .getOrComputeIfAbsent(Running.class);
    }

    /**
     * A broker and controller in one, on free ports of the loopback address, its data in a folder
     * that goes with it.
     */
    public static final class Running implements AutoCloseable {
        private static final String HOST = "127.0.0.1";

        private final Path folder;
        private final String bootstrapServers;
        private final KafkaConfig config;
        private KafkaRaftServer server;

        public Running() throws Exception {
            this(TransactionVersion.LATEST_PRODUCTION.featureLevel());
        }

        /** A broker whose transactions are of an older version. */
        public Running(short transactionVersion) throws Exception {
            folder = Files.createTempDirectory("freshet-broker");
            List<Integer> ports = FreePorts.draw(2);
            bootstrapServers = HOST + ":" + ports.get(0);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .setFeatureLevel(TransactionVersion.FEATURE_NAME, transactionVersion)
                    .run();
            config = new KafkaConfig(settings(ports.get(0), ports.get(1)));
            start();
        }

        /** Starts it, also again after {@link #stop}: with its data, on its ports. */
        public final void start() {
            server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
        }

        /** Stops it; its data stay. */
        public void stop() {
            server.shutdown();
            server.awaitShutdown();
        }

        /** host:port */
        public String bootstrapServers() {
            return bootstrapServers;
        }

        private Map<String, String> settings(int brokerPort, int controllerPort) {
            String broker = "PLAINTEXT://" + HOST + ":" + brokerPort;
            return Map.ofEntries(
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("node.id", "1"),
                    Map.entry("controller.quorum.voters", "1@" + HOST + ":" + controllerPort),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry("listeners", broker + ",CONTROLLER://" + HOST + ":" + controllerPort),
                    Map.entry("advertised.listeners", broker),
                    Map.entry("log.dirs", folder.toString()),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "2"),
                    Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("message.max.bytes", "8388608"),
                    Map.entry("log.cleaner.dedupe.buffer.size", "4194304"));
        }

        @Override
        public void close() throws IOException {
            stop();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
