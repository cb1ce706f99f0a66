package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.publish.ItemsCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.topics.TopicsCommand;
import freshet.lab.broker.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker with the defaults of one fresh from the package, where access is controlled. */
final class TopicsITCase {
    private static final String EVERYBODY = "User:*";

    @TempDir
    private static Path folder;

    private static EmbeddedKafka broker;

    @BeforeAll
    static void start() {
        broker = new EmbeddedKafka(folder.resolve("kafka"), usual -> {
            Map<String, String> settings = new HashMap<>(usual);
            settings.put("log.message.timestamp.after.max.ms", "3600000");
            settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            settings.put("allow.everyone.if.no.acl.found", "true");
            return settings;
        });
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void whatIsMissingIsShownAndCreatedOnce() throws Exception {
        Path config = Files.writeString(
                folder.resolve("shop.yaml"), "events.topic: s-events\nitems.topic: s-items\nmodels.topic: s-models\n");
        String[] shop = {
            "--config=" + config, "--set=recommendations.topic=s-answers", "--set=rejected.topic=s-rejected"
        };

        CommandRun before = topics(shop);
        assertThat(before.status()).isEqualTo(1);
        assertThat(before.out())
                .containsPattern("(?m)^s-events +missing +- ")
                .contains("error: there is no topic s-items, which items.topic names; create it with --create N");

        CommandRun made = topics(shop, "--create=3", "--replication=1");
        assertThat(made.failure()).isEmpty();
        assertThat(made.status()).as(made.out()).isZero();
        assertThat(made.out())
                .startsWith("created s-events, s-answers, s-rejected, s-models, s-items")
                .containsPattern("(?m)^s-events +exists +3 +1 +1 +delete +for ever +your site, replay +the job, audit$")
                .containsPattern("(?m)^s-models +exists +1 +1 +1 +compact +- +publish, train +the job, publish")
                .containsPattern("(?m)^s-items +exists +1 ")
                .contains("READ on the groups freshet, freshet-models, freshet-items\n")
                .doesNotContain("error:", "warning:");
        assertThat(setting("s-events", "message.timestamp.after.max.ms"))
                .as("events up to a day ahead are taken")
                .isEqualTo("86400000");

        CommandRun again = topics(shop, "--create=5");
        assertThat(again.status()).isZero();
        assertThat(again.out())
                .startsWith("nothing to create: all topics exist")
                .containsPattern("(?m)^s-events +exists +3 ");
    }

    @Test
    void whatIsNotAsTheJobNeedsItIsAWarning() throws Exception {
        create("w-events", Map.of("retention.ms", "60000"));
        create("w-answers", Map.of());
        create("w-rejected", Map.of());
        create("w-models", Map.of());

        CommandRun run = topics("w");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("(?m)^\\(items\\) +not used ")
                .contains(
                        "(items): to withhold items give the job --set items.topic=items",
                        "warning: w-models is not compacted alone: ",
                        "warning: the brokers refuse records of w-events that are dated over 1 h ahead",
                        "warning: w-events keeps events for 1 min, which is less than session.gap")
                .doesNotContain("error:", "w-items");

        create("items", Map.of());
        CommandRun usual = topics("w");
        delete("items");
        assertThat(usual.out())
                .containsPattern("(?m)^items +exists +1 +1 ")
                .contains(
                        "items: read by jobs with items.topic=items; cluster start --job sets that",
                        "warning: items is not compacted alone: ")
                .doesNotContain("not used");
    }

    @Test
    void trialsNeedTwoMoreTopics() throws Exception {
        CommandRun run = topics("t", "--set=trial.shadow-topic=t-shadow", "--create=2");
        delete("rollouts");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .contains(", t-shadow, rollouts", "on the transactional id freshet-judge-rollouts-MODEL")
                .containsPattern("(?m)^t-shadow +exists +2 .* the job +rollout$")
                .containsPattern("(?m)^rollouts +exists +1 +1 +1 +compact +- +rollout +rollout, learn$");
    }

    @Test
    void whatTheJobCannotWorkWithIsAnError() throws Exception {
        create("c-events", Map.of("cleanup.policy", "compact"));

        CommandRun run = topics("c", "--create=1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("created c-answers, c-rejected, c-models")
                .contains("error: c-events is compacted: ");
    }

    @Test
    void aMissingRightIsNamed() throws Exception {
        create("r-events", Map.of());
        allow("r-events", AclOperation.DESCRIBE);
        CommandRun noConfigs = topics("r");
        assertThat(noConfigs.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessage("topic r-events cannot be described: this client lacks the right DESCRIBE_CONFIGS"
                        + " on topic r-events; grant it to its principal"));

        create("r-items", Map.of());
        allow("r-items", AclOperation.DESCRIBE);
        CommandRun noWrite = CommandRun.of(
                new ItemsCommand(),
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--topic=r-items",
                "--withhold=a");
        assertThat(noWrite.failure()).get().satisfies(e -> assertThat(e)
                .hasMessageContaining("this client lacks the right WRITE on topic r-items;"));

        ResourcePattern cluster = new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
        List<AclBinding> noTopics = List.of(
                binding(cluster, AclOperation.ALL, AclPermissionType.ALLOW),
                binding(cluster, AclOperation.CREATE, AclPermissionType.DENY));
        add(noTopics);
        allow("x-events", AclOperation.READ);
        CommandRun noCreate = topics("x", "--create=1");
        try (Admin admin = admin()) {
            admin.deleteAcls(noTopics.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
        }
        assertThat(noCreate.failure()).get().satisfies(e -> assertThat(e)
                .hasMessageStartingWith("topic x-events cannot be created: this client lacks the right CREATE"
                        + " on topic x-events;"));
    }

    @Test
    void optionsThatMakeNoSenseAreNamed() {
        assertThat(topics("n", "--replication=2").status()).isEqualTo(2);
        assertThat(topics("n", "--create=0").status()).isEqualTo(2);
    }

    private static CommandRun topics(String deployment, String... more) {
        return topics(
                new String[] {
                    "--set=events.topic=" + deployment + "-events",
                    "--set=recommendations.topic=" + deployment + "-answers",
                    "--set=rejected.topic=" + deployment + "-rejected",
                    "--set=models.topic=" + deployment + "-models"
                },
                more);
    }

    private static CommandRun topics(String[] settings, String... more) {
        return CommandRun.of(
                new TopicsCommand(),
                Stream.of(
                                Stream.of("--bootstrap-servers=" + broker.bootstrapServers()),
                                Stream.of(settings),
                                Stream.of(more))
                        .flatMap(all -> all)
                        .toArray(String[]::new));
    }

    private static void create(String name, Map<String, String> settings) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }

    private static void delete(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    /** From now on everybody has this right on a topic, and no other. */
    private static void allow(String topic, AclOperation right) throws Exception {
        ResourcePattern resource = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        add(List.of(binding(resource, right, AclPermissionType.ALLOW)));
    }

    private static AclBinding binding(ResourcePattern resource, AclOperation right, AclPermissionType permission) {
        return new AclBinding(resource, new AccessControlEntry(EVERYBODY, "*", right, permission));
    }

    private static void add(List<AclBinding> bindings) throws Exception {
        try (Admin admin = admin()) {
            admin.createAcls(bindings).all().get();
            for (AclBinding binding : bindings) {
                eventually().until(() -> !admin.describeAcls(binding.toFilter())
                        .values()
                        .get()
                        .isEmpty());
            }
        }
    }

    private static String setting(String topic, String key) throws Exception {
        try (Admin admin = admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key)
                    .value();
        }
    }

    private static Admin admin() {
        return KafkaConnection.plain(broker.bootstrapServers()).admin();
    }
}
