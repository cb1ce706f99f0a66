package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.client.ClientException;
import freshet.client.ClientSettings;
import freshet.client.Event;
import freshet.client.FreshetClient;
import freshet.job.settings.JobSettings;
import freshet.lab.CapturedLog;
import freshet.lab.ListeningSockets;
import freshet.lab.SecureKafka;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job and the commands against a broker with TLS and a login: they work, and nothing that can
 * be read shows the secrets.
 */
class SecureConnectionITCase {
    private static final String PASSWORD = "hush-hush-4711";
    private static final String TRUST_PASSWORD = "open-sesame-0815";
    private static final long SELF = ProcessHandle.current().pid();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static SecureKafka kafka;
    private static Path secrets;

    @BeforeAll
    static void start() throws Exception {
        kafka = new SecureKafka(folder, PASSWORD, TRUST_PASSWORD);
        secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("password"), PASSWORD);
        Files.writeString(folder.resolve("secrets.properties"), "trust=" + TRUST_PASSWORD);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static Map<String, String> referring() {
        return kafka.client(
                "${dir:" + secrets + ":password}", "${file:" + folder.resolve("secrets.properties") + ":trust}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-reference", "by-value"})
    void eventsAreAnsweredAndNoLogOrPageShowsASecret(String way) throws Exception {
        Map<String, String> client = way.equals("by-reference") ? referring() : kafka.client(PASSWORD, TRUST_PASSWORD);
        TopicNames topics = topics(way);
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "kafka.group-id", way,
                "events.format", "json",
                "events.topic", topics.events(),
                "recommendations.topic", topics.recommendations(),
                "rejected.topic", topics.rejected(),
                "models.topic", topics.models(),
                "parallelism", "1"));
        client.forEach((key, value) -> settings.put("kafka.properties." + key, value));
        boolean open = way.equals("by-value"); // the web UI, as the user wants it; nothing else of Flink
        Configuration flink = new Configuration();
        if (open) {
            flink.set(RestOptions.BIND_ADDRESS, "0.0.0.0");
        }
        String shown;
        try (CapturedLog log = new CapturedLog()) {
            try (LocalJob job = new LocalJob(JobSettings.of(settings), folder.resolve(way), 0, flink)) {
                assertThat(job.awaitRunning(new Interruption(), line -> {})).isTrue();
                send(new KafkaConnection(kafka.bootstrapServers(), client), topics.events());
                eventually().until(() -> count(topics.recommendations()) == 1);
                shown = pages(job);
                assertThat(ListeningSockets.all(SELF)).isNotEmpty();
                assertThat(ListeningSockets.beyondLoopback(SELF)).hasSize(open ? 1 : 0);
                job.stop();
            }
            assertThat(log.text())
                    .contains("sasl.jaas.config = [hidden]", "AdminClientConfig", "ConsumerConfig", "ProducerConfig");
            assertThat(log.text()).doesNotContain(PASSWORD, TRUST_PASSWORD);
        }
        assertThat(shown).contains("\"recommender", "rest.bind-address").doesNotContain(PASSWORD, TRUST_PASSWORD);
    }

    @Test
    void theJavaClientLogsInByKafkasOwnProperties() {
        TopicNames topics = topics("java-client");
        ClientSettings settings = ClientSettings.of(kafka.bootstrapServers())
                .withTopics(topics.events(), topics.recommendations(), topics.rejected());

        try (FreshetClient client =
                FreshetClient.connect(settings.withKafkaProperties(kafka.client(PASSWORD, TRUST_PASSWORD)))) {
            assertThat(client.submit(Event.view("s", "i"), Duration.ZERO).written())
                    .succeedsWithin(Duration.ofMinutes(1));
        }
        assertThatThrownBy(() -> FreshetClient.connect(
                        settings.withKafkaProperties(kafka.client("guess-guess", TRUST_PASSWORD))))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("check the login in Kafka's properties")
                .hasMessageNotContaining("guess-guess");
    }

    @Test
    void aWrongPasswordIsOneLineThatDoesNotRepeatIt() throws IOException {
        CommandRun run = audit(kafka.client("guess-guess", TRUST_PASSWORD));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessage("Kafka at " + kafka.bootstrapServers()
                        + " cannot be used: Authentication failed: Invalid username or password"));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsOneLine() throws IOException {
        Map<String, String> trusting = new HashMap<>(referring());
        trusting.remove("ssl.truststore.location");
        trusting.remove("ssl.truststore.password");

        assertThat(audit(trusting).failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("cannot be used: SSL handshake failed", "PKIX path building failed")
                .message()
                .hasLineCount(1));
    }

    @Test
    void aSecretThatIsNotThereIsNamed() throws IOException {
        assertThat(audit(kafka.client("${dir:" + secrets + ":forgotten}", TRUST_PASSWORD))
                        .failure())
                .get()
                .satisfies(e -> assertThat(e)
                        .isInstanceOf(CommandException.class)
                        .hasMessageStartingWith("Kafka at " + kafka.bootstrapServers()
                                + " cannot be used: the Kafka properties refer to ${dir:" + secrets
                                + ":forgotten}, which process " + SELF + "@")
                        .hasMessageEndingWith(
                                " does not have; put the file into the folder on that host, or name another one"));
    }

    private static CommandRun audit(Map<String, String> client) throws IOException {
        Properties properties = new Properties();
        properties.putAll(client);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path file = Files.writeString(folder.resolve("client.properties"), text.toString());
        return CommandRun.of(
                new AuditCommand(), "--bootstrap-servers", kafka.bootstrapServers(), "--kafka-config", file.toString());
    }

    private static TopicNames topics(String deployment) {
        TopicNames names = new TopicNames(
                deployment + "-events",
                deployment + "-recommendations",
                deployment + "-rejected",
                deployment + "-models");
        try (Admin admin = kafka.plain().admin()) {
            Topics.create(admin, names, 1);
        }
        return names;
    }

    private static void send(KafkaConnection connection, String topic) throws Exception {
        byte[] event =
                "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1600000000000}".getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            producer.send(new ProducerRecord<>(topic, new byte[] {'s'}, event)).get();
        }
    }

    private static long count(String topic) {
        AtomicLong records = new AtomicLong();
        try (Consumer<byte[], byte[]> consumer = kafka.plain().consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> records.incrementAndGet());
        }
        return records.get();
    }

    /** What the web UI can show of the job and its Flink. */
    private static String pages(LocalJob job) throws Exception {
        StringBuilder all = new StringBuilder();
        String one = "/jobs/" + job.id();
        for (String page : List.of(
                "/config",
                "/overview",
                "/jobs/overview",
                one,
                one + "/config",
                one + "/plan",
                one + "/exceptions",
                one + "/checkpoints",
                one + "/checkpoints/config",
                one + "/accumulators",
                one + "/jobmanager/config",
                one + "/jobmanager/environment",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/metrics",
                "/taskmanagers")) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(job.webUi() + page)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            all.append(answer.body());
        }
        return all.toString();
    }
}
