package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import freshet.cli.replay.ReplayCommand;
import freshet.cli.serve.LoopbackPorts;
import freshet.cli.testing.CommandRun;
import freshet.cli.testing.Patience;
import freshet.lab.broker.BrokerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only broker goes away from under a replay and comes back with its records. */
final class ReplayOutageITCase {
    private static final int EVENTS = 200;
    private static final long FIRST = 1709285400000L;

    @TempDir
    private Path folder;

    /** Longer than a command waits for a broker, shorter than it tries to deliver an event. */
    @Test
    void theEventsOfAnOutageAreWrittenAfterIt() throws Exception {
        List<Integer> ports = LoopbackPorts.free(2);
        BrokerSettings settings =
                new BrokerSettings(1, folder.resolve("kafka"), ports.get(0), new TreeMap<>(Map.of(1, ports.get(1))));
        settings.format(Uuid.randomUuid().toString());
        KafkaConnection connection = KafkaConnection.plain(settings.address());
        TopicNames topics = TopicNames.DEFAULT;
        KafkaRaftServer broker = started(settings);
        try {
            try (Admin admin = connection.admin()) {
                Topics.create(admin, topics, 1);
            }
            CompletableFuture<CommandRun> replay = replay(settings.address());
            eventually().until(() -> times(connection, topics.events()).size() > 10);

            stop(broker);
            eventually().during(KafkaConnection.REACH.plusSeconds(1)).until(() -> !replay.isDone());
            broker = started(settings);

            CommandRun run = replay.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(run.failure()).isEmpty();
            assertThat(run.out()).startsWith(EVENTS + " of " + EVENTS + " events sent to events and acknowledged in ");
            assertThat(times(connection, topics.events()))
                    .isEqualTo(LongStream.range(0, EVENTS)
                            .mapToObj(ReplayOutageITCase::time)
                            .toList());
        } finally {
            stop(broker);
        }
    }

    /** Of a log of half a minute: the outage begins long before its end. */
    private CompletableFuture<CommandRun> replay(String servers) throws Exception {
        Path log = Files.writeString(
                folder.resolve("log.jsonl"),
                LongStream.range(0, EVENTS)
                        .mapToObj(event -> "{\"sessionId\":\"s\",\"itemId\":\"a\",\"eventTime\":" + time(event) + "}\n")
                        .collect(Collectors.joining()));
        return CompletableFuture.supplyAsync(() -> CommandRun.of(
                new ReplayCommand(), "--bootstrap-servers=" + servers, "--events=" + log, "--format=jsonl"));
    }

    private static long time(long event) {
        return FIRST + 150 * event;
    }

    private static List<Long> times(KafkaConnection connection, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(records::add);
        }
        return records.stream().map(ConsumerRecord::timestamp).toList();
    }

    private static KafkaRaftServer started(BrokerSettings settings) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
