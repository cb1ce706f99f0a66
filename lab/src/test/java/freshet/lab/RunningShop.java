package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.PublishCommand;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.job.settings.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A broker, a Markov model that is published on it, and a job that answers with it. */
public final class RunningShop implements AutoCloseable {
    private final Path folder;
    private final RunningKafka kafka;
    private final TopicNames topics;
    private final LocalJob job;

    /**
     * Waits until the job runs.
     *
     * @param folder takes the files of broker, model and job
     * @param sessions that the model learns, one in a line
     * @param settings of the job, {@code name=value}, beside those of its topics
     */
    public RunningShop(Path folder, String sessions, String... settings) throws IOException, InterruptedException {
        this.folder = folder;
        kafka = new RunningKafka(folder.resolve("kafka"));
        topics = kafka.topics("shop", 2);
        try {
            publish(sessions);
            job = job(topics, settings);
        } catch (Exception | Error e) {
            kafka.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public RunningKafka kafka() {
        return kafka;
    }

    public TopicNames topics() {
        return topics;
    }

    /** One more job, on topics of its own, once it runs. */
    public LocalJob job(TopicNames its, String... settings) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "events.topic=" + its.events(),
                "recommendations.topic=" + its.recommendations(),
                "rejected.topic=" + its.rejected(),
                "models.topic=" + its.models()));
        all.addAll(List.of(settings));
        LocalJob started = new LocalJob(JobSettings.of(all), folder.resolve("checkpoints-" + its.events()), 0);
        assertThat(started.awaitRunning(new Interruption(), line -> {})).isTrue();
        return started;
    }

    private void publish(String sessions) throws IOException {
        Path log = Files.writeString(folder.resolve("log.txt"), sessions);
        Path model = folder.resolve("model.safetensors");
        run(new TrainCommand(), "--model", "markov", "--train", log, "--format", "sequences", "--output", model);
        run(
                new PublishCommand(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--model",
                model,
                "--store",
                folder.resolve("store"),
                "--models-topic",
                topics.models());
    }

    private static void run(Object command, Object... arguments) {
        CommandRun run = CommandRun.of(
                command, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Override
    public void close() {
        job.close();
        kafka.close();
    }
}
