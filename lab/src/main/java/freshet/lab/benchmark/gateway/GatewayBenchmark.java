package freshet.lab.benchmark.gateway;

import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.CheckedBundle;
import freshet.cli.publish.Publication;
import freshet.cli.serve.LocalJob;
import freshet.client.Answer;
import freshet.client.ClientSettings;
import freshet.client.FreshetClient;
import freshet.gateway.Gateway;
import freshet.gateway.GatewaySettings;
import freshet.job.settings.JobSettings;
import freshet.lab.RunFolder;
import freshet.lab.benchmark.serving.RandomGru;
import freshet.lab.broker.EmbeddedKafka;
import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs broker, job, gateway, a Kafka client and an HTTP client in this process, and measures the
 * two. For one thread.
 */
final class GatewayBenchmark {
    private static final int PARTITIONS = 4;
    private static final int READ_CONNECTIONS = 32;
    private static final int READ_LEAD_IN_SHARE = 4;
    private static final long LOOK_MILLIS = 100;
    private static final int OK = 200;
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

    private final GatewayBenchmarkSettings settings;
    private final Interruption interruption;
    private final Consumer<String> say;

    /**
     * What was found.
     *
     * @param waits for an event's own answer
     * @param reads of sessions' newest answers
     */
    record Figures(WaitRun.Waits waits, ReadRun.Reads reads) {}

    /** @param say is told what is going on */
    GatewayBenchmark(GatewayBenchmarkSettings settings, Interruption interruption, Consumer<String> say) {
        this.settings = settings;
        this.interruption = interruption;
        this.say = say;
    }

    /** Puts everything up, runs, and takes everything down. */
    Figures run() throws IOException, InterruptedException {
        try (RunFolder folder = RunFolder.temporary("freshet-benchmark");
                EmbeddedKafka kafka = new EmbeddedKafka(folder.broker())) {
            KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
            try (Admin admin = connection.admin()) {
                Topics.create(admin, TopicNames.DEFAULT, PARTITIONS);
            }
            publish(folder, connection);
            JobSettings job = JobSettings.of(List.of("kafka.bootstrap.servers=" + kafka.bootstrapServers()));
            try (LocalJob running = new LocalJob(job, folder.checkpoints(), 0)) {
                if (!running.awaitRunning(interruption, say)) {
                    throw new CancellationException("the benchmark is no longer wanted");
                }
                return run(kafka.bootstrapServers());
            }
        }
    }

    private Figures run(String bootstrapServers) throws IOException, InterruptedException {
        GatewaySettings gatewaySettings =
                GatewaySettings.of(Map.of("kafka.bootstrap.servers", bootstrapServers, "http.port", "0"));
        try (Gateway gateway = new Gateway(gatewaySettings);
                FreshetClient client = FreshetClient.connect(ClientSettings.of(bootstrapServers))) {
            Clicks clicks = new Clicks(settings.sessions(), settings.items(), settings.seed());
            awaitModel(client, clicks);
            URI address = URI.create(gateway.address());
            awaitReady(address);
            WaitRun.Waits waits = waits(client, address, clicks);
            say.accept("reading answers");
            try (HttpLoad http = new HttpLoad(address, READ_CONNECTIONS)) {
                ReadRun.Reads reads = new ReadRun(http, address.getAuthority(), settings.depth(), settings.sessions())
                        .run(settings.leadIn().dividedBy(READ_LEAD_IN_SHARE), settings.duration());
                return new Figures(waits, reads);
            }
        }
    }

    private WaitRun.Waits waits(FreshetClient client, URI address, Clicks clicks)
            throws IOException, InterruptedException {
        try (HttpLoad http = new HttpLoad(address, settings.connections())) {
            WaitRun run = new WaitRun(client, http, address.getAuthority(), settings.rate(), clicks);
            say.accept("events in turns by a Kafka client and over HTTP, to warm up");
            run.run(settings.turn(), settings.turns(settings.leadIn()));
            say.accept("the same, measured");
            return run.run(settings.turn(), settings.turns(settings.duration()));
        }
    }

    private void publish(RunFolder folder, KafkaConnection connection) {
        say.accept("making a model of " + settings.items() + " items and " + settings.width() + " units");
        BundleFile.write(folder.bundle(0), new RandomGru(settings.items(), settings.width(), settings.seed()).bundle());
        Announcements announcements = new Announcements(connection, TopicNames.DEFAULT.models(), warning -> {});
        new Publication(announcements, folder.store().toString(), Clock.systemUTC())
                .publish(CheckedBundle.of(folder.bundle(0)), "default", OptionalLong.of(1), "benchmark");
    }

    /** Until the model answers. */
    private void awaitModel(FreshetClient client, Clicks clicks) throws InterruptedException {
        long version = 0;
        while (version == 0) {
            pause();
            if (client.send(clicks.next(), FIRST_ANSWER).join() instanceof Answer.Recommended answer) {
                version = answer.modelVersion();
            }
        }
    }

    private void awaitReady(URI address) throws IOException, InterruptedException {
        URI ready = address.resolve("/health/ready");
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ask = HttpRequest.newBuilder(ready).build();
        while (http.send(ask, BodyHandlers.discarding()).statusCode() != OK) {
            pause();
        }
    }

    private void pause() throws InterruptedException {
        if (interruption.await(LOOK_MILLIS)) {
            throw new CancellationException("the benchmark is no longer wanted");
        }
    }
}
