package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.models.ModelsCommand;
import freshet.cli.publish.ItemsCommand;
import freshet.cli.publish.PublishCommand;
import freshet.cli.replay.ReplayCommand;
import freshet.cli.serve.LocalJob;
import freshet.cli.serve.ServeCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.topics.TopicsCommand;
import freshet.cli.train.TrainCommand;
import freshet.cli.watch.WatchCommand;
import freshet.client.ClientException;
import freshet.client.ClientSettings;
import freshet.client.FreshetClient;
import freshet.job.settings.JobSettings;
import freshet.lab.broker.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On brokers that make a topic for a client that names a missing one, a misspelled topic stays
 * missing.
 */
final class UncreatedTopicsITCase {
    private static final String MADE = "made-by-a-producer";
    private static final TopicNames SHOP = new TopicNames(
            "shop-events", "shop-recommendations", "shop-rejected", "shop-models", Optional.of("shop-items"));

    @TempDir
    private static Path folder;

    private static EmbeddedKafka broker;
    private static KafkaConnection kafka;
    private static Path log;
    private static Path bundle;

    @BeforeAll
    static void start() throws Exception {
        broker = new EmbeddedKafka(folder.resolve("kafka"), usual -> {
            Map<String, String> settings = new HashMap<>(usual);
            settings.put("auto.create.topics.enable", "true");
            return settings;
        });
        kafka = KafkaConnection.plain(broker.bootstrapServers());
        try (Admin admin = kafka.admin()) {
            Topics.create(admin, SHOP, 1);
        }
        log = Files.writeString(folder.resolve("log.txt"), "a b c\na b d\nb c d\n".repeat(5));
        bundle = folder.resolve("m.safetensors");
        assertThat(train(bundle).status()).isZero();
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            producer.partitionsFor(MADE);
        }
        eventually().until(() -> topics().contains(MADE));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** What the start has made, and no other. */
    @AfterEach
    void noTopicIsNew() throws Exception {
        assertThat(topics())
                .containsExactlyInAnyOrder(
                        MADE, SHOP.events(), SHOP.recommendations(), SHOP.rejected(), SHOP.models(), "shop-items");
    }

    @Test
    void publishRefusesAMissingTopicOfModels() {
        CommandRun run = run(
                new PublishCommand(),
                "--models-topic=shop-model",
                "--model=" + bundle,
                "--store=" + folder.resolve("store"));

        assertRefused(run, "there is no topic shop-model (did you mean shop-models?); create it with freshet topics");
        assertThat(folder.resolve("store")).as("no bundle is stored in vain").doesNotExist();
    }

    @Test
    void theJavaClientRefusesAMissingTopic() {
        ClientSettings settings = ClientSettings.of(broker.bootstrapServers());

        assertThatThrownBy(() -> FreshetClient.connect(
                        settings.withTopics("shop-event", SHOP.recommendations(), SHOP.rejected())))
                .isInstanceOfSatisfying(ClientException.class, e -> assertThat(e.reason())
                        .isEqualTo(ClientException.Reason.MISSING_TOPIC))
                .hasMessage("there is no topic shop-event at " + broker.bootstrapServers()
                        + "; create it (./freshet topics --bootstrap-servers " + broker.bootstrapServers()
                        + " --create 8, with the job's settings), or name another one in the settings");
        assertThatThrownBy(() -> FreshetClient.connect(settings.withTopics(SHOP.events(), "nope", SHOP.rejected())))
                .hasMessageStartingWith("there is no topic nope");
    }

    @Test
    void trainRefusesAMissingTopicOfModels() {
        CommandRun run = train(
                folder.resolve("other.safetensors"),
                "--publish-to=" + broker.bootstrapServers(),
                "--models-topic=nope",
                "--store=" + folder.resolve("store"));

        assertRefused(run, "there is no topic nope; create it");
    }

    @Test
    void itemsRefusesAMissingTopic() {
        assertRefused(run(new ItemsCommand(), "--topic=nope", "--withhold=a"), "there is no topic nope; create it");
        assertRefused(run(new ItemsCommand(), "--topic=nope", "--list"), "there is no topic nope; create it");
        CommandRun noModels = run(new ItemsCommand(), "--topic=shop-items", "--models-topic=nope", "--withhold=a");
        assertThat(noModels.status()).isZero();
    }

    @Test
    void watchAndModelsRefuseAMissingTopic() {
        String answers = "--recommendations-topic=" + SHOP.recommendations();
        assertRefused(
                run(new WatchCommand(), answers, "--rejected-topic=nope", "--count=1"),
                "there is no topic nope; create");
        assertRefused(run(new ModelsCommand(), answers, "--models-topic=nope"), "there is no topic nope; create");
    }

    @Test
    void topicsOnlyShowsWhatIsMissing() {
        CommandRun run = run(new TopicsCommand(), "--set=events.topic=nope");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("error: there is no topic nope", "warning: the brokers make missing topics");
    }

    @Test
    void replayRefusesAMissingTopic() throws Exception {
        Path events = Files.writeString(
                folder.resolve("events.jsonl"), "{\"sessionId\":\"s\",\"itemId\":\"a\",\"eventTime\":1600000000000}\n");
        CommandRun run =
                run(new ReplayCommand(), "--topic=Shop-Events", "--events=" + events, "--format=jsonl", "--speed=max");

        assertRefused(run, "there is no topic Shop-Events (did you mean shop-events?); create it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--events-topic", "--recommendations-topic", "--rejected-topic"})
    void auditRefusesAMissingTopic(String option) {
        List<String> arguments = new ArrayList<>(List.of(option + "=nope"));
        Map.of(
                        "--events-topic", SHOP.events(),
                        "--recommendations-topic", SHOP.recommendations(),
                        "--rejected-topic", SHOP.rejected())
                .forEach((other, topic) -> {
                    if (!other.equals(option)) {
                        arguments.add(other + "=" + topic);
                    }
                });

        assertRefused(run(new AuditCommand(), arguments.toArray(String[]::new)), "there is no topic nope; check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "recommendations", "rejected", "models", "items"})
    void serveRefusesAMissingTopic(String topic) {
        List<String> arguments = new ArrayList<>(List.of("--checkpoints=" + folder.resolve("checkpoints")));
        settings(topic).forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));

        assertRefused(run(new ServeCommand(), arguments.toArray(String[]::new)), "there is no topic nope; create it");
    }

    /** As on a cluster of the user's own, where no command has looked before. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aJobRefusesAMissingTopicOfAnswers(String delivery) throws Exception {
        Map<String, String> settings = new HashMap<>(settings("recommendations"));
        settings.putAll(Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "delivery.transaction-timeout",
                "1 min",
                "delivery",
                delivery,
                "parallelism",
                "1"));
        List<String> said = new ArrayList<>();
        Interruption enough = new Interruption();
        try (LocalJob job = new LocalJob(JobSettings.of(settings), folder.resolve(delivery), 0)) {
            boolean runs = job.awaitRunning(enough, line -> {
                if (line.contains("has failed") && !enough.asked()) { // not how far it is, which a slow one tells
                    said.add(line);
                    enough.ask();
                }
            });
            assertThat(runs).isFalse();
        }
        assertThat(said)
                .containsExactly("the job has failed at its start and tries again: IllegalStateException: there is no"
                        + " topic nope; create it, or correct the setting that names it");
    }

    /** All of the shop's topics but one. */
    private static Map<String, String> settings(String missing) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "events.topic", SHOP.events(),
                "recommendations.topic", SHOP.recommendations(),
                "rejected.topic", SHOP.rejected(),
                "models.topic", SHOP.models(),
                "items.topic", "shop-items"));
        settings.put(missing + ".topic", "nope");
        return settings;
    }

    private static void assertRefused(CommandRun run, String message) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message));
    }

    private static CommandRun train(Path output, String... more) {
        return CommandRun.of(
                new TrainCommand(),
                Stream.concat(
                                Stream.of(
                                        "--model=markov",
                                        "--train=" + log,
                                        "--format=sequences",
                                        "--no-report",
                                        "--output=" + output),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static CommandRun run(Object command, String... arguments) {
        return CommandRun.of(
                command,
                Stream.concat(Stream.of("--bootstrap-servers", broker.bootstrapServers()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = kafka.admin()) {
            return admin.listTopics().names().get();
        }
    }
}
