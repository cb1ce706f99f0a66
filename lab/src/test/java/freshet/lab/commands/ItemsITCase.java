package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.ItemsCommand;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningKafka;
import freshet.schema.ItemAvailability;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ItemsITCase {
    private static final SingleObjectCodec<ItemAvailability> CODEC = new SingleObjectCodec<>(ItemAvailability.class);

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
    void itemsAreWithheldByARecordAndReleasedByATombstone() throws Exception {
        topic("shop");
        Path file = Files.writeString(folder.resolve("ids"), "d,1\ne\n");
        CommandRun run =
                items("--topic", "shop", "--withhold", "a,b", "--withhold-from", file.toString(), "--release", "c");

        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("4 withheld and 1 released on topic shop, which jobs with items.topic=shop");
        assertThat(records("shop"))
                .containsExactly("a withheld", "b withheld", "d,1 withheld", "e withheld", "c released");
    }

    @Test
    void idsAreTakenAsTheyAreAndTheMarkIsNoPartOfOne() throws Exception {
        topic("padded");
        Path file = Files.writeString(folder.resolve("marked"), "\ufefff \n g\n");
        CommandRun run = items("--topic", "padded", "--withhold", "sku-1  , b", "--withhold-from", file.toString());

        assertThat(run.failure()).isEmpty();
        assertThat(records("padded")).containsExactly("sku-1   withheld", " b withheld", "f  withheld", " g withheld");
        assertThat(run.err()).contains("warning: 4 of 4 ids begin or end with a blank, first \"sku-1  \"");
    }

    @Test
    void theTopicOfADeploymentIsCompacted() throws Exception {
        topic("compacted");
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "compacted");
        try (Admin admin = kafka.connection().admin()) {
            assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }

    @Test
    void aMissingTopicIsNamedAndNotCreated() throws Exception {
        CommandRun run = items("--topic", "nosuch", "--withhold", "a");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().isInstanceOf(CommandException.class);
        assertThat(run.failure().get())
                .hasMessage("there is no topic nosuch; create it, compacted, or start serve with --create-topics and"
                        + " --set items.topic=nosuch");
        try (Admin admin = kafka.connection().admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("nosuch");
        }
    }

    private static void topic(String name) {
        TopicNames names = new TopicNames(name + "-e", name + "-r", name + "-x", name + "-m", Optional.of(name));
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, names, 1);
            Topics.require(admin, names);
        }
    }

    private static CommandRun items(String... arguments) {
        return CommandRun.of(
                new ItemsCommand(),
                Stream.concat(Stream.of("--bootstrap-servers", kafka.bootstrapServers()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static List<String> records(String topic) {
        List<String> records = new ArrayList<>();
        kafka.records(topic).forEach(record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                records.add(key + " released");
            } else {
                ItemAvailability availability = CODEC.decode(record.value());
                assertThat(availability.getItemId()).isEqualTo(key);
                assertThat(availability.getUpdatedAt()).isPresent();
                records.add(key + (availability.getAvailable() ? " available" : " withheld"));
            }
        });
        return records;
    }
}
