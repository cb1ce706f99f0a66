package freshet.lab.demo;

import freshet.cli.CommandName;
import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.Publication;
import freshet.cli.serve.LocalJob;
import freshet.cli.train.Cancellation;
import freshet.cli.train.TrainingProgress;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import freshet.lab.RunFolder;
import freshet.lab.broker.EmbeddedKafka;
import freshet.serving.model.AllowedStores;
import freshet.trainer.TrainingData;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * The whole of Freshet in one JVM: broker, first training, job, traffic, second training, swap,
 * ledger. Takes down all that it put up. For one thread.
 */
final class Demo {
    private static final int PARTITIONS = 4;
    private static final int PARALLELISM = 2;
    private static final long FIRST_VERSION = 1;
    private static final TopicNames TOPICS =
            TopicNames.DEFAULT.withItems(TopicNames.USUAL_ITEMS).withLists(TopicNames.USUAL_LISTS);

    private final DemoSettings settings;
    private final Traffic traffic;
    private final DemoView view;
    private final PrintWriter out;
    private final Interruption interruption;

    /** @param out takes the summary, under what the view shows */
    Demo(DemoSettings settings, Traffic traffic, DemoView view, PrintWriter out, Interruption interruption) {
        this.settings = settings;
        this.traffic = traffic;
        this.view = view;
        this.out = out;
        this.interruption = interruption;
    }

    /** Runs to the end and says whether every event was accounted for. */
    boolean run() throws InterruptedException {
        view.stress("Freshet demo: " + traffic.words());
        try (RunFolder folder =
                settings.keep().map(RunFolder::kept).orElseGet(() -> RunFolder.temporary("freshet-demo"))) {
            view.say("starting a Kafka broker in this process");
            try (EmbeddedKafka kafka = new EmbeddedKafka(folder.broker())) {
                return run(folder, KafkaConnection.plain(kafka.bootstrapServers()));
            }
        } catch (CancellationException e) {
            view.say("stopped before live serving began");
            return true;
        }
    }

    private boolean run(RunFolder folder, KafkaConnection connection) throws InterruptedException {
        try (Admin admin = connection.admin()) {
            Topics.create(
                    admin,
                    settings.loop().isPresent()
                            ? TOPICS.withShadow(TopicNames.USUAL_SHADOW).withRollouts(TopicNames.USUAL_ROLLOUTS)
                            : TOPICS,
                    PARTITIONS);
        }
        CatalogueSender catalogue = new CatalogueSender(TopicNames.USUAL_ITEMS, traffic.titles());
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            traffic.past().forEach(event -> catalogue.tell(event.event().itemId(), producer));
        }
        Map<String, String> given = given(folder, connection);
        JobSettings jobSettings = JobSettings.of(given);
        DemoModels models = new DemoModels(settings, folder, jobSettings.model().name());
        Publication publication = new Publication(
                new Announcements(connection, TOPICS.models(), view::say),
                folder.store().toString(),
                Clock.systemUTC());
        trainFirst(models);
        models.publish(publication, FIRST_VERSION, "trained on the demo's past");
        view.say("version " + FIRST_VERSION + " is published; starting the job");
        DemoSummary summary = new DemoSummary(settings, connection, out);
        boolean whole;
        try (LocalJob job = new LocalJob(jobSettings, folder.checkpoints(), settings.port())) {
            view.say("Kafka " + connection.bootstrapServers() + ", Flink's web UI " + job.webUi());
            view.say("count the ledger meanwhile: " + CommandName.of("audit") + " --bootstrap-servers "
                    + connection.bootstrapServers() + " --session-gap " + settings.gap());
            if (!job.awaitRunning(interruption, view::say)) {
                throw new CancellationException("the job is no longer wanted");
            }
            TrafficClock clock = new TrafficClock(traffic.start());
            LiveServing.Report report;
            try (DemoGateway gateway = new DemoGateway(given, settings.http(), traffic.titles(), clock)) {
                view.stress("see it live, and click along: " + gateway.address());
                if (settings.browser()) {
                    gateway.openBrowser().ifPresent(view::say);
                }
                LiveServing.Ready stage =
                        new LiveServing.Ready(connection, job, gateway, clock, catalogue, models, publication, folder);
                report = new LiveServing(settings, traffic, stage, view, interruption).run();
            }
            view.say("stopping the job with a savepoint");
            job.stop();
            view.close();
            whole = summary.print(report, folder.bundle(FIRST_VERSION));
        }
        if (settings.hold() && !interruption.asked()) {
            out.println("the broker runs on at " + connection.bootstrapServers() + "; Ctrl-C ends it");
            out.flush();
            interruption.await();
        }
        return whole;
    }

    private void trainFirst(DemoModels models) {
        TrainingData data = models.data(traffic.past());
        view.say(String.format(
                Locale.ROOT,
                "training version %d (%s) on the past: %,d events, %,d sessions, %,d items",
                FIRST_VERSION,
                settings.model(),
                data.items().size(),
                data.sessions(),
                data.vocabulary().size()));
        try (TrainingProgress progress = new TrainingProgress(out)) {
            models.train(data, FIRST_VERSION, progress.and(new Cancellation(interruption::asked)));
        }
    }

    /** The job's settings by key; the gateway takes those that it knows. */
    private Map<String, String> given(RunFolder folder, KafkaConnection connection) {
        boolean exactlyOnce = settings.delivery().equals("exactly-once");
        Map<String, String> given = new HashMap<>(Map.of(
                FreshetOptions.KAFKA_BOOTSTRAP_SERVERS.key(), connection.bootstrapServers(),
                FreshetOptions.EVENTS_START.key(), "earliest",
                FreshetOptions.MODEL_ALLOWED_STORES.key(), AllowedStores.setting(folder.store()),
                FreshetOptions.SESSION_GAP.key(), settings.gap().setting(),
                FreshetOptions.DELIVERY.key(), settings.delivery(),
                FreshetOptions.CHECKPOINT_INTERVAL.key(), exactlyOnce ? "1 s" : "5 s",
                FreshetOptions.PARALLELISM.key(), Integer.toString(PARALLELISM),
                FreshetOptions.ITEMS_TOPIC.key(), TopicNames.USUAL_ITEMS));
        given.put(FreshetOptions.LISTS_TOPIC.key(), TopicNames.USUAL_LISTS);
        given.put(FreshetOptions.LISTS_CATEGORY.key(), CatalogueSender.CATEGORY);
        given.put(FreshetOptions.LISTS_INTERVAL.key(), "2 s");
        given.put(FreshetOptions.LISTS_FALLBACK_WINDOW.key(), "1 h");
        if (settings.loop().isPresent()) {
            given.put(FreshetOptions.TRIAL_SHADOW_TOPIC.key(), TopicNames.USUAL_SHADOW);
            given.put(
                    FreshetOptions.CAPTURE_DIR.key(), folder.captured().toUri().toString());
            given.put(FreshetOptions.CAPTURE_ROLL_INTERVAL.key(), "0 ms"); // each checkpoint finishes its files
        }
        return given;
    }
}
