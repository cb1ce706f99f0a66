package freshet.lab.benchmark.serving;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.serve.LocalJob;
import freshet.cli.terminal.Progress;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import freshet.lab.RunFolder;
import freshet.lab.broker.EmbeddedKafka;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs the real job on generated events: broker, RocksDB, checkpoints, a model that is fetched,
 * checked and swapped in. First every session gets its history, which costs little as no model has
 * arrived; then the model is published, and the runs begin. For one thread.
 */
final class ServingBenchmark {
    private static final int PARTITIONS_AT_LEAST = 4;
    private static final Map<String, String> BULK =
            Map.of("linger.ms", "20", "batch.size", "262144", "max.block.ms", "60000");

    // More than sessions' gap and disorder by default: set right, event time is past all of them.
    private static final Duration BEFORE_THE_END = Duration.ofHours(2);

    private final ServingSettings settings;
    private final Set<Run> runs;
    private final Interruption interruption;
    private final Consumer<String> say;

    /** @param say is told what is going on */
    ServingBenchmark(ServingSettings settings, Set<Run> runs, Interruption interruption, Consumer<String> say) {
        this.settings = settings;
        this.runs = runs;
        this.interruption = interruption;
        this.say = say;
    }

    /** Puts everything up, runs, and takes everything down. */
    ServingFigures run() throws InterruptedException {
        try (RunFolder folder = RunFolder.temporary("freshet-benchmark")) {
            if (settings.broker().isPresent()) {
                return run(folder, KafkaConnection.plain(settings.broker().get()));
            }
            try (EmbeddedKafka kafka = new EmbeddedKafka(folder.broker())) {
                return run(folder, KafkaConnection.plain(kafka.bootstrapServers()));
            }
        }
    }

    private ServingFigures run(RunFolder folder, KafkaConnection connection) throws InterruptedException {
        connection.requireReachable();
        try (Admin admin = connection.admin()) {
            Topics.requireNone(admin, TopicNames.DEFAULT);
            Topics.create(admin, TopicNames.DEFAULT, Math.max(PARTITIONS_AT_LEAST, settings.parallelism()));
        }
        JobSettings jobSettings = ServingJobSettings.of(settings, connection);
        say.accept("making two models of " + settings.items() + " items and " + settings.width() + " units");
        ServingModels models = new ServingModels(
                settings, folder, connection, jobSettings.model().name());
        try (LocalJob job = new LocalJob(jobSettings, folder.checkpoints(), 0, flink())) {
            return run(job, connection, models);
        }
    }

    private ServingFigures run(LocalJob job, KafkaConnection connection, ServingModels models)
            throws InterruptedException {
        JobProbe probe = new JobProbe(new JobMetrics(job.id()));
        Vigil vigil = new Vigil(job, probe::restarts, interruption);
        LateClock clock = new LateClock(Clock.systemUTC(), runs.contains(Run.ENDS) ? BEFORE_THE_END : Duration.ZERO);
        LiveSessions traffic = sessions("session", clock);
        ServingFigures figures = new ServingFigures();
        job.awaitRunning(interruption, say);
        KafkaConnection bulk = new KafkaConnection(connection.bootstrapServers(), BULK);
        try (EventProducer producer = new EventProducer(bulk.producer(), TopicNames.DEFAULT.events())) {
            say.accept("opening " + settings.sessions() + " sessions, " + settings.history() + " events each");
            vigil.await("opening sessions", probe::events, open(traffic, producer));
            vigil.await("taking up the model", probe::modelVersion, models.publishNext());
            if (runs.contains(Run.BACKLOG)) {
                say.accept(
                        "backlog: " + settings.warmUp() + " events to warm up, " + settings.events() + " to measure");
                figures.add(new BacklogRun(settings, probe, vigil).run(traffic, producer));
            }
        }
        FixedRateRun run = new FixedRateRun(settings, probe, vigil, connection, rate(figures));
        runAtAFixedRate(run, traffic, models, figures);
        if (runs.contains(Run.ENDS)) {
            say.accept("ends: " + settings.words().get("duration") + " at a fixed rate, after the end of "
                    + settings.sessions() + " sessions");
            figures.add(run.run(sessions("other", clock), clock));
        }
        if (probe.rejected() > 0) {
            throw new CommandException(probe.rejected()
                    + " of the generated events were rejected, so that the figures would flatter; run again with"
                    + " more --sessions");
        }
        return figures;
    }

    private void runAtAFixedRate(FixedRateRun run, LiveSessions traffic, ServingModels models, ServingFigures figures)
            throws InterruptedException {
        if (runs.contains(Run.LATENCY)) {
            say.accept("latency: " + settings.words().get("duration") + " at a fixed rate");
            figures.add(run.run(traffic));
        }
        if (runs.contains(Run.SWAPS)) {
            say.accept("swaps: " + settings.words().get("duration") + " at a fixed rate, a new model every "
                    + settings.words().get("swap-every"));
            figures.add(run.run(traffic, models));
        }
    }

    private LiveSessions sessions(String name, Clock clock) {
        return new LiveSessions(name, settings.sessions(), settings.items(), clock, settings.seed());
    }

    private double rate(ServingFigures figures) {
        return settings.rate().orElseGet(() -> figures.backlog().orElseThrow().eventsPerSecond() / 2);
    }

    private long open(LiveSessions traffic, EventProducer producer) {
        try (Progress progress = Progress.start("sending", (long) settings.history() * settings.sessions())) {
            for (int event = 0; event < settings.history(); event++) {
                for (int session = 0; session < settings.sessions(); session++) {
                    producer.send(traffic.of(session));
                    progress.stepTo((long) event * settings.sessions() + session);
                }
            }
        }
        return producer.flush();
    }

    private Configuration flink() {
        Configuration flink = new Configuration();
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(settings.managedMemory()));
        MetricBeansFactory.configure(flink);
        return flink;
    }

    /** What a serving benchmark can measure. */
    enum Run {
        /** The highest rate. */
        BACKLOG,
        /** The latency at a fixed rate. */
        LATENCY,
        /** The latency at a fixed rate while models are swapped. */
        SWAPS,
        /** The latency at a fixed rate while one watermark ends all sessions. */
        ENDS;

        /** As the option {@code --runs} has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Turns a benchmark's settings into the job's. */
    static final class ServingJobSettings {
        private ServingJobSettings() {}

        /** @throws freshet.job.settings.SettingsException if the job would not take them */
        static JobSettings of(ServingSettings settings, KafkaConnection connection) {
            List<String> job = new ArrayList<>();
            add(job, FreshetOptions.EVENTS_START, "earliest");
            add(job, FreshetOptions.BATCH_MAX_SIZE, settings.batch());
            add(job, FreshetOptions.RECOMMEND_TOP_K, settings.k());
            add(job, FreshetOptions.DELIVERY, settings.delivery());
            add(job, FreshetOptions.PARALLELISM, settings.parallelism());
            add(
                    job,
                    FreshetOptions.CHECKPOINT_INTERVAL,
                    settings.checkpointInterval().toMillis() + " ms");
            job.addAll(settings.overrides());
            add(job, FreshetOptions.KAFKA_BOOTSTRAP_SERVERS, connection.bootstrapServers());
            return JobSettings.of(job);
        }

        private static void add(List<String> job, ConfigOption<?> option, Object value) {
            job.add(option.key() + "=" + value);
        }
    }
}
