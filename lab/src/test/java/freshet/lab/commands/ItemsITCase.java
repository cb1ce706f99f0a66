package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.ItemsCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
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
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    void blanksCountInAFileAndNotOnTheCommandLine() throws Exception {
        topic("padded");
        Path file = Files.writeString(folder.resolve("marked"), "\ufefff \n g\n");
        CommandRun run = items("--topic", "padded", "--withhold", "sku-1  , b", "--withhold-from", file.toString());

        assertThat(run.failure()).isEmpty();
        assertThat(records("padded")).containsExactly("sku-1 withheld", "b withheld", "f  withheld", " g withheld");
        assertThat(run.err()).contains("warning: 2 of 4 ids begin or end with a blank, first \"f \"");
    }

    @Test
    void whatIsWithheldNowIsListed() throws Exception {
        topic("listed");
        items("--topic=listed", "--withhold=b,c,a,d");
        items("--topic=listed", "--release=c");
        send("listed", "json", "{\"itemId\":\"json\",\"available\":false}");
        send("listed", "d", "{\"itemId\":\"d\",\"available\":true}");
        send("listed", "bell\u0007", "{\"itemId\":\"bell\\u0007\",\"available\":false}");
        send("listed", "other", "{\"itemId\":\"another\",\"available\":false}");

        CommandRun run = items("--topic=listed", "--list");

        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).containsExactly("a", "b", "bell\\u0007", "json");
        assertThat(run.err())
                .contains("4 items are withheld on topic listed")
                .contains("the record at listed-0@8 cannot be read and is passed over: the key is \"other\"");
        assertThat(items("--topic=listed", "--list", "--withhold=a").status()).isEqualTo(2);
    }

    @Test
    void aCatalogueIsLoadedShownExportedAndForgotten() throws Exception {
        topic("shop2");
        Path file = Files.writeString(
                folder.resolve("shop.csv"),
                "itemId,title,category,price:number,tags:list\nsku-1,rain jacket,jacket,79.5,rain|blue\n"
                        + "sku-2,,shoe,,\n");

        CommandRun dry = items("--topic=shop2", "--load=" + file, "--dry-run");
        assertThat(dry.out())
                .endsWith("shop.csv has 2 items with category (2), price (1), tags (1)" + System.lineSeparator());
        assertThat(kafka.records("shop2")).isEmpty();

        CommandRun load = items("--topic=shop2", "--load=" + file);
        assertThat(load.failure()).isEmpty();
        assertThat(load.out())
                .startsWith("2 items with category (2), price (1), tags (1) are on topic shop2, which jobs with"
                        + " items.topic=shop2 keep to");
        assertThat(items("--topic=shop2", "--show=sku-1").out())
                .startsWith("{\"itemId\":\"sku-1\",\"available\":true,\"title\":\"rain jacket\",\"attributes\":"
                        + "{\"category\":\"jacket\",\"price\":79.5,\"tags\":[\"rain\",\"blue\"]},\"updatedAt\":\"");

        CommandRun export = items("--topic=shop2", "--export");
        assertThat(export.out().lines()).hasSize(2);
        assertThat(export.err()).contains("2 items are known on topic shop2");
        Path again = Files.writeString(folder.resolve("again.jsonl"), export.out());
        assertThat(items("--topic=shop2", "--load=" + again).failure()).isEmpty();
        assertThat(items("--topic=shop2", "--export").out()).isEqualTo(export.out());

        assertThat(items("--topic=shop2", "--delete=sku-1").out()).startsWith("1 item is forgotten on topic shop2");
        CommandRun gone = items("--topic=shop2", "--show=sku-1");
        assertThat(gone.status()).isEqualTo(1);
        assertThat(gone.failure())
                .get()
                .hasToString("freshet.cli.CommandException: topic shop2 says nothing of \"sku-1\"; check the spelling,"
                        + " or load the items");
    }

    @Test
    void whatIsKnownOfAnItemOutlastsThatItIsWithheld() throws Exception {
        topic("kept");
        Path file = Files.writeString(folder.resolve("kept.csv"), "itemId,category\na,shoe\nb,shoe\n");
        items("--topic=kept", "--load=" + file);
        items("--topic=kept", "--withhold=a,c");
        assertThat(items("--topic=kept", "--show=a").out())
                .startsWith("{\"itemId\":\"a\",\"available\":false,\"attributes\":{\"category\":\"shoe\"}");

        items("--topic=kept", "--load=" + file);
        assertThat(items("--topic=kept", "--list").out().lines())
                .as("the file does not say that a is there again")
                .containsExactly("a", "c");

        items("--topic=kept", "--release=a,c");
        assertThat(items("--topic=kept", "--show=a").out())
                .startsWith("{\"itemId\":\"a\",\"available\":true,\"attributes\":{\"category\":\"shoe\"}");
        assertThat(items("--topic=kept", "--export").out().lines()).hasSize(2);
    }

    @Test
    void ofAFaultyFileNothingIsSent() throws Exception {
        topic("faulty");
        Path file = Files.writeString(folder.resolve("faulty.csv"), "itemId,boost\na,1\nb,much\n");
        CommandRun run = items("--topic=faulty", "--load=" + file);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessageContaining("1 of 2 items of ")
                .hasMessageContaining("line 3: boost is \"much\"; it must be a number, such as 79.5");
        assertThat(kafka.records("faulty")).isEmpty();
        assertThat(items("--topic=faulty", "--load=" + file, "--list").status()).isEqualTo(2);
        assertThat(items("--topic=faulty", "--dry-run").status()).isEqualTo(2);
    }

    @Test
    void idsThatTheAnnouncedModelDoesNotKnowAreTold() throws Exception {
        topic("known");
        assertThat(items("--topic=known", "--models-topic=known-m", "--withhold=sku-typo")
                        .err())
                .as("no model is announced")
                .isEmpty();
        publish("known-m", "sku-1 sku-2 sku-type\nsku-2 sku-1\n");

        CommandRun run = items("--topic=known", "--models-topic=known-m", "--withhold=sku-1,sku-typo,x");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("3 withheld and 0 released");
        assertThat(run.err())
                .startsWith("freshet: warning: model default version 1 does not know 2 of 3 ids: \"sku-typo\""
                        + " (did you mean sku-type?), \"x\"; check the spelling, or release an id again");
        assertThat(items("--topic=known", "--models-topic=known-m", "--release=never-was")
                        .err())
                .as("there is nothing to take back")
                .endsWith("does not know 1 of 1 ids: \"never-was\"; check the spelling\n");
        assertThat(items("--topic=known", "--models-topic=known-m", "--withhold=sku-2")
                        .err())
                .as("all are known")
                .isEmpty();
        assertThat(items("--topic=known", "--models-topic=known-m", "--model-name=other", "--withhold=x")
                        .err())
                .as("of another model nothing is announced")
                .isEmpty();
        assertThat(items("--topic=known", "--models-topic=nope", "--withhold=x").err())
                .as("no such topic")
                .isEmpty();

        try (Stream<Path> bundles = Files.list(folder.resolve("store"))) {
            Files.delete(bundles.findFirst().orElseThrow());
        }
        assertThat(items("--topic=known", "--models-topic=known-m", "--withhold=x")
                        .err())
                .startsWith("freshet: warning: whether model default version 1 knows the ids is not looked up: file:")
                .endsWith(" cannot be read from here" + System.lineSeparator());
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
    void aTopicThatDropsWhatIsWithheldIsTold() throws Exception {
        try (Admin admin = kafka.connection().admin()) {
            admin.createTopics(List.of(new NewTopic("dropping", 1, (short) 1)))
                    .all()
                    .get();
        }

        CommandRun run = items("--topic=dropping", "--withhold=a");

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .isEqualTo("freshet: warning: dropping is not compacted alone: what is withheld is dropped in time, and"
                        + " recommended again after a restart; kafka-configs.sh --alter --topic dropping --add-config"
                        + " cleanup.policy=compact\n");
        assertThat(items("--topic=dropping", "--release=a").err()).isEmpty();
    }

    @Test
    void aMissingTopicIsNamedAndNotCreated() throws Exception {
        CommandRun run = items("--topic", "nosuch", "--withhold", "a");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().isInstanceOf(CommandException.class);
        assertThat(run.failure().get())
                .hasMessage("there is no topic nosuch; create it with freshet topics --bootstrap-servers "
                        + kafka.bootstrapServers()
                        + " --set items.topic=nosuch --create 8, or name another one with --topic");
        try (Admin admin = kafka.connection().admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("nosuch");
        }
    }

    private static void publish(String topic, String sessions) throws Exception {
        Path log = Files.writeString(folder.resolve("sessions"), sessions.repeat(5));
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--model=markov",
                "--train=" + log,
                "--format=sequences",
                "--no-report",
                "--output=" + folder.resolve("m.safetensors"),
                "--publish-to=" + kafka.bootstrapServers(),
                "--models-topic=" + topic,
                "--store=" + folder.resolve("store"));
        assertThat(run.failure()).isEmpty();
    }

    private static void send(String topic, String key, String value) throws Exception {
        try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
            producer.send(new ProducerRecord<>(
                            topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static void topic(String name) {
        TopicNames names = new TopicNames(name + "-e", name + "-r", name + "-x", name + "-m", Optional.of(name));
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, names, 1);
            Topics.require(kafka.connection(), admin, names);
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
