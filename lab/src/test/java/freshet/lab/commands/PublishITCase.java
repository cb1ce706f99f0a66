package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.cli.CommandException;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.PublishCommand;
import freshet.cli.publish.Trials;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.lab.RunningKafka;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class PublishITCase {
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);

    @TempDir
    private static Path folder;

    private static RunningKafka kafka;

    private Path bundle;
    private Path store;
    private String topic;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void aBundle(TestInfo test, @TempDir Path scratch) throws Exception {
        bundle = scratch.resolve("m.safetensors");
        store = scratch.resolve("store/models");
        topic = test.getTestMethod().orElseThrow().getName();
        BundleFile.write(bundle, markov(0.75f));
        try (Admin admin = kafka.connection().admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @Test
    void aBundleIsStoredAndAnnouncedUnderTheNextVersion() throws IOException {
        CommandRun first = publish("--note", "first of all");
        CommandRun second = publish();

        assertThat(first.status()).isZero();
        assertThat(second.out()).startsWith("announced version 2 of model default: file:");
        List<ModelAnnouncement> announced = announced();
        assertThat(announced).extracting(ModelAnnouncement::getVersion).containsExactly(1L, 2L);
        ModelAnnouncement newest = announced.get(0);
        assertThat(newest.getNote()).isEqualTo("first of all");
        assertThat(newest.getMetrics()).isEqualTo(Map.of("recall@20", 0.5));
        assertThat(newest.getSha256()).isEqualTo(BundleFile.sha256(bundle));
        Path stored = Path.of(URI.create(newest.getUri()));
        assertThat(stored).hasSameBinaryContentAs(bundle);
        try (Stream<Path> files = Files.list(store)) {
            assertThat(files).containsExactly(stored);
        }
    }

    @Test
    void aVersionMustBeOverAllBefore() {
        assertThat(publish("--version", "7").status()).isZero();

        CommandRun same = publish("--version", "7");

        assertThat(same.status()).isEqualTo(1);
        assertThat(same.failure()).get().isInstanceOf(CommandException.class);
        assertThat(same.failure().get())
                .hasMessage("version 7 of model default cannot be announced: the newest is 7; leave out --version, "
                        + "or give 8 or more");
        assertThat(publish().out()).startsWith("announced version 8 ");
        assertThat(announced()).hasSize(2);
    }

    @Test
    void aChallengerStandsBesideTheChampion() {
        assertThat(publish("--challenger").failure()).get().satisfies(e -> assertThat(e)
                .hasMessage("model default has no champion that a challenger could stand beside; publish a bundle"
                        + " without --challenger first"));
        publish();

        CommandRun run = publish("--challenger", "--share=0.05", "--shadow=0.2");

        assertThat(run.out()).startsWith("announced version 2 of model default as challenger: file:");
        Trial trial = model().trial().orElseThrow();
        assertThat(trial.version()).isEqualTo(2);
        assertThat(trial.share()).isEqualTo(0.05);
        assertThat(trial.shadow()).isEqualTo(0.2);
        assertThat(model().champion())
                .get()
                .extracting(ModelAnnouncement::getVersion)
                .isEqualTo(1L);
        assertThat(publish("--version=2").failure()).get().satisfies(e -> assertThat(e)
                .hasMessageContaining("the newest is 2"));
    }

    @Test
    void aTrialGoesThroughSharesToPromotion() {
        publish();
        publish("--challenger");
        Trials trials = new Trials(announcements(), Clock.systemUTC());

        trials.share("default", 0.25, 1);
        assertThat(model().trial().orElseThrow().share()).isEqualTo(0.25);
        assertThat(model().trial().orElseThrow().version()).isEqualTo(2);

        ModelAnnouncement champion = trials.promote("default", "better");
        assertThat(model().champion()).contains(champion);
        assertThat(champion.getVersion()).isEqualTo(3);
        assertThat(champion.getShare()).isZero();
        assertThat(model().challenger()).isEmpty();
        assertThatThrownBy(() -> trials.share("default", 0.5, 1))
                .hasMessage("no challenger of model default is on trial; publish one with --challenger");
    }

    @Test
    void aTrialThatEndsLeavesTheChampion() {
        publish();
        publish("--challenger", "--share=1");

        new Trials(announcements(), Clock.systemUTC()).end("default");

        assertThat(model().trial()).isEmpty();
        assertThat(model().champion())
                .get()
                .extracting(ModelAnnouncement::getVersion)
                .isEqualTo(1L);
        assertThat(publish().out()).startsWith("announced version 3 ");
    }

    @Test
    void sharesGoWithAChallengerAndAreShares() {
        assertThat(publish("--share=0.1").err()).contains("--share and --shadow go with --challenger");
        assertThat(publish("--challenger", "--shadow=1.5").err()).contains("--shadow is 1.5; it must be from 0 to 1");
        assertThat(publish("--challenger", "--share=NaN").err()).contains("--share is NaN; it must be from 0 to 1");
    }

    private Announcements announcements() {
        return new Announcements(kafka.connection(), topic, warning -> {});
    }

    private AnnouncedModel model() {
        return announcements().of("default");
    }

    @Test
    void modelsOfOtherNamesHaveVersionsOfTheirOwn() {
        publish("--version", "5");

        assertThat(publish("--name", "other").out()).startsWith("announced version 1 of model other: ");
    }

    @Test
    void anAnnouncementThatCannotBeReadIsPassedOverWithAWarning() {
        publish();
        try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
            producer.send(new ProducerRecord<>(topic, "default".getBytes(StandardCharsets.UTF_8), new byte[] {1}));
        }

        CommandRun run = publish();

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("the announcement at " + topic + "-0@1 cannot be read and is passed over: not an");
    }

    @Test
    void aBundleThatFailsItsSelfTestIsNotAnnounced() {
        BundleFile.write(bundle, markov(0.5f));

        CommandRun run = publish();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().isInstanceOf(BundleException.class);
        assertThat(run.failure().get()).hasMessageContaining("self-test session 0");
        assertThat(announced()).isEmpty();
        assertThat(store).doesNotExist();
    }

    @Test
    void aMissingBundleAndAStoreThatIsAFileAreNamed() throws IOException {
        Files.createDirectories(store.getParent());
        Files.writeString(store, "a file");
        CommandRun noStore = publish();
        assertThat(noStore.status()).isEqualTo(1);
        assertThat(noStore.failure()).get().isInstanceOf(CommandException.class);
        assertThat(noStore.failure().get())
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--store");

        Files.delete(bundle);
        CommandRun noBundle = publish();
        assertThat(noBundle.status()).isEqualTo(1);
        assertThat(noBundle.failure()).get().isInstanceOf(BundleException.class);
    }

    @Test
    void aTrainingPublishesItsBundleOnceItIsWritten() throws IOException {
        CommandRun run = train(topic, "--model-name", "shop");

        assertThat(run.status()).as(run.failure().toString()).isZero();
        assertThat(run.out().lines().toList().get(run.out().lines().toList().size() - 1))
                .startsWith("announced version 1 of model shop: file:");
        Path stored = Path.of(URI.create(announced().get(0).getUri()));
        assertThat(stored).hasSameBinaryContentAs(trained());
        try (Stream<Path> files = Files.list(store)) {
            assertThat(files).as("nothing but the bundle").containsExactly(stored);
        }
    }

    @Test
    void aTrainedBundleThatCannotBePublishedStays() {
        publish("--version", Long.toString(Long.MAX_VALUE));

        CommandRun run = train(topic, "--kafka-property", "client.id=it's me");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("the bundle " + trained() + " is written whole, but not published: model"
                        + " default has the highest version that there is")
                .hasMessageEndingWith("publish it with: freshet publish --bootstrap-servers "
                        + kafka.bootstrapServers() + " --kafka-property 'client.id=it'\\''s me' --model " + trained()
                        + " --store " + store + " --models-topic " + topic));
        assertThat(BundleFile.read(trained()).kind()).isEqualTo("markov");
    }

    @Test
    void aTrainingThatCouldNotBePublishedDoesNotBegin() throws IOException {
        CommandRun noTopic = train(topic + "s");
        assertThat(noTopic.failure()).get().satisfies(e -> assertThat(e)
                .hasMessage("there is no topic " + topic + "s (did you mean " + topic + "?); create it with freshet"
                        + " topics --bootstrap-servers " + kafka.bootstrapServers() + " --set models.topic=" + topic
                        + "s --create 8, or name another one with --models-topic"));
        Files.createDirectories(store.getParent());
        Files.writeString(store, "a file");
        CommandRun noStore = train(topic);
        assertThat(noStore.failure()).get().satisfies(e -> assertThat(e)
                .hasMessageContaining("cannot be written")
                .hasMessageEndingWith("--store"));

        assertThat(noTopic.out() + noStore.out()).doesNotContain("training");
        assertThat(trained()).doesNotExist();
    }

    @Test
    void theGateAnnouncesNothingThatIsWorseThanTheAnnouncedModel() throws IOException {
        Path worse = bundle.resolveSibling("worse.safetensors");
        train(topic);
        Files.move(trained(), bundle, StandardCopyOption.REPLACE_EXISTING); // version 1, which knows what follows what
        Path otherWayRound = Files.writeString(bundle.resolveSibling("other.txt"), "c b a\nd b a\nd c b\n".repeat(5));
        CommandRun.of(
                new TrainCommand(),
                "--model=markov",
                "--train=" + otherWayRound,
                "--format=sequences",
                "--no-report",
                "--output=" + worse);
        Path log = Files.writeString(bundle.resolveSibling("newest.txt"), "a b c\na b d\nb c d\n".repeat(10));
        String[] gate = {"--gate", log.toString(), "--format", "sequences", "--gate-least", "30"};
        CommandRun good = publish(gate);
        bundle = worse;
        CommandRun bad = publish(gate);

        assertThat(good.status()).as(good.failure().toString()).isZero();
        assertThat(good.out())
                .contains(
                        "the gate lets it through: candidate Recall@20 ",
                        "over 30 predictions in 15 sessions that begin")
                .contains("announced version 2 of model default");
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("the gate refuses " + worse
                        + ": candidate Recall@20 0.3333, MRR@20 0.3333; champion" + " Recall@20 1.0000")
                .hasMessageEndingWith("nothing is announced"));
        assertThat(announced()).extracting(ModelAnnouncement::getVersion).containsExactly(1L, 2L);
    }

    @Test
    void aGateWithoutTheAnnouncedBundleLetsNothingThrough() throws IOException {
        publish();
        Files.delete(Path.of(URI.create(announced().get(0).getUri())));
        Path log = Files.writeString(bundle.resolveSibling("newest.txt"), "a b c\n");

        CommandRun run = publish("--gate", log.toString(), "--format", "sequences");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .hasMessageStartingWith("the gate cannot compare with version 1 of model default: file:")
                .hasMessageEndingWith("nothing is announced; to publish all the same leave out --gate"));
        assertThat(announced()).hasSize(1);
    }

    private Path trained() {
        return bundle.resolveSibling("trained.safetensors");
    }

    private CommandRun train(String modelsTopic, String... more) {
        try {
            Path log = Files.writeString(bundle.resolveSibling("log.txt"), "a b c\na b d\nb c d\n".repeat(5));
            return CommandRun.of(
                    new TrainCommand(),
                    Stream.concat(
                                    Stream.of(
                                            "--model",
                                            "markov",
                                            "--train",
                                            log.toString(),
                                            "--format",
                                            "sequences",
                                            "--output",
                                            trained().toString(),
                                            "--no-report",
                                            "--store",
                                            store.toString(),
                                            "--publish-to",
                                            kafka.bootstrapServers(),
                                            "--models-topic",
                                            modelsTopic),
                                    Stream.of(more))
                            .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandRun publish(String... more) {
        return CommandRun.of(
                new PublishCommand(),
                Stream.concat(
                                Stream.of(
                                        "--model", bundle.toString(),
                                        "--store", store.toString(),
                                        "--models-topic", topic,
                                        "--bootstrap-servers", kafka.bootstrapServers()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<ModelAnnouncement> announced() {
        List<ModelAnnouncement> announced = new ArrayList<>();
        kafka.records(topic).forEach(record -> announced.add(CODEC.decode(record.value())));
        return announced;
    }

    /**
     * After a came b three times and c once, so the chance of b is 0.75; a self-test may claim
     * another.
     */
    private static ModelBundle markov(float claimed) {
        return new ModelBundle(
                "markov",
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of("recall@20", 0.5),
                new Vocabulary(List.of("a", "b", "c")),
                new long[] {4, 3, 1},
                Map.of(
                        "markov.offsets", new Tensor.Longs(new int[] {4}, new long[] {0, 2, 2, 2}),
                        "markov.next", new Tensor.Ints(new int[] {2}, new int[] {1, 2}),
                        "markov.count", new Tensor.Longs(new int[] {2}, new long[] {3, 1})),
                List.of(new SelfTestCase(List.of("a"), List.of("b"), List.of(claimed))));
    }
}
