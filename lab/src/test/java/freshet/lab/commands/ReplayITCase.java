package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.kafka.TopicNames;
import freshet.cli.replay.ReplayCommand;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningKafka;
import freshet.model.data.LogException;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayITCase {
    private static final String LOG =
            """
            {"sessionId":"s-2","itemId":"b","eventTime":1709285460000}
            {"sessionId":"s-1","itemId":"a","eventTime":1709285400000}
            {"sessionId":"s-1","itemId":"c","eventTime":1709285490000}
            """;

    @TempDir
    private static Path folder;

    private static RunningKafka kafka;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aLogIsSentWholeAndInOrder() throws IOException {
        TopicNames topics = kafka.topics("replay", 1);

        CommandRun run = replay(topics.events(), "--speed", "max");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("3 of 3 events sent to replay-events and acknowledged in ");
        assertThat(run.err()).isEmpty();
        List<ConsumerRecord<byte[], byte[]>> records = kafka.records(topics.events());
        assertThat(records)
                .extracting(ConsumerRecord::timestamp)
                .containsExactly(1709285400000L, 1709285460000L, 1709285490000L);
        EventDecoder decoder = EventFormat.JSON.decoder(EventLimits.DEFAULT, Clock.systemUTC());
        assertThat(records)
                .map(record -> ((DecodedEvent.Accepted) decoder.decode(record.value()))
                        .event()
                        .getItemId())
                .containsExactly("a", "b", "c");
    }

    @Test
    void aTableIsSentWithItsTypesAndEventIds() throws IOException {
        TopicNames topics = kafka.topics("table", 1);
        Path table = Files.writeString(
                folder.resolve("table.csv"),
                """
                event_id;session_id;sku;action;date
                e-1;s-1;a;view;2024-03-01 10:30:00
                e-2;s-1;b;cart;2024-03-01 10:31:00
                """);

        CommandRun run = CommandRun.of(
                new ReplayCommand(),
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--events=" + table,
                "--format=csv",
                "--column-event-id=event_id",
                "--time-zone=Europe/Berlin",
                "--events-format=json",
                "--speed=max",
                "--topic=" + topics.events());

        assertThat(run.status()).isZero();
        assertThat(run.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .endsWith("type is \"action\", event id is \"event_id\"");
        assertThat(kafka.records(topics.events()))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"e-1\"", "\"view\"", "1709285400000"),
                        second -> assertThat(second).contains("\"e-2\"", "\"cart\"", "1709285460000"));
    }

    @Test
    void aLimitSendsTheFirstEvents() throws IOException {
        TopicNames topics = kafka.topics("limit", 1);

        CommandRun run = replay(topics.events(), "--speed", "max", "--limit", "2");

        assertThat(run.status()).isZero();
        assertThat(kafka.records(topics.events())).hasSize(2);
    }

    @Test
    void aTopicThatWouldForgetTheEventsIsWarnedOf() throws Exception {
        TopicNames topics = kafka.topics("retention", 1);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.events());
        try (Admin admin = kafka.connection().admin()) {
            AlterConfigOp week =
                    new AlterConfigOp(new ConfigEntry("retention.ms", "604800000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(week))).all().get();
        }

        assertThat(replay(topics.events(), "--speed", "max").err())
                .contains("topic retention-events keeps records for 168 hours of their own time and the oldest event"
                        + " is of 2024-03-01T09:30:00Z");
    }

    /** A broker's default: no record is over an hour ahead of its clock. */
    @Test
    void anEventHoursAheadIsTakenByABrokerThatRefusesSuchRecords() throws Exception {
        TopicNames topics = kafka.topics("ahead", 1);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.events());
        try (Admin admin = kafka.connection().admin()) {
            ConfigEntry hour = new ConfigEntry("message.timestamp.after.max.ms", "3600000");
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(hour, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        long ahead = System.currentTimeMillis() + 5 * 3_600_000;
        String event = "{\"sessionId\":\"s\",\"itemId\":\"a\",\"eventTime\":" + ahead + "}\n";

        CommandRun run = replayed(event, topics.events(), "--speed", "max");

        assertThat(run.out()).startsWith("1 of 1 events sent");
        ConsumerRecord<byte[], byte[]> record = kafka.records(topics.events()).get(0);
        assertThat(record.timestamp()).isLessThanOrEqualTo(System.currentTimeMillis());
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).contains(Long.toString(ahead));
    }

    @Test
    void aMissingTopicAndAMissingFileAreNamed() throws IOException {
        CommandRun noTopic = replay("nowhere");
        assertThat(noTopic.status()).isEqualTo(1);
        assertThat(noTopic.failure()).get().isInstanceOf(CommandException.class);
        assertThat(noTopic.failure().get())
                .hasMessage("there is no topic nowhere; create it with freshet topics --bootstrap-servers "
                        + kafka.bootstrapServers()
                        + " --set events.topic=nowhere --create 8, or name another one with --topic");

        CommandRun noFile = CommandRun.of(
                new ReplayCommand(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--events",
                "no-such-file",
                "--format",
                "jsonl");
        assertThat(noFile.status()).isEqualTo(1);
        assertThat(noFile.failure()).get().isInstanceOf(LogException.class);
        assertThat(noFile.failure().get()).hasMessageContaining("no-such-file does not exist");
    }

    @Test
    void anUnknownFormatIsAWrongCommandLine() {
        CommandRun run = CommandRun.of(
                new ReplayCommand(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--events",
                "x",
                "--format",
                "parquet");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("log format \"parquet\" is unknown; known are csv, tsv");
    }

    private static CommandRun replay(String topic, String... more) throws IOException {
        return replayed(LOG, topic, more);
    }

    private static CommandRun replayed(String log, String topic, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("log.jsonl"), log);
        return CommandRun.of(
                new ReplayCommand(),
                Stream.concat(
                                Stream.of(
                                        "--bootstrap-servers",
                                        kafka.bootstrapServers(),
                                        "--events",
                                        file.toString(),
                                        "--format",
                                        "jsonl",
                                        "--events-format",
                                        "json",
                                        "--topic",
                                        topic),
                                Stream.of(more))
                        .toArray(String[]::new));
    }
}
