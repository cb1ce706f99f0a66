package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.learn.LearnCommand;
import freshet.cli.learn.Step;
import freshet.cli.learn.StepListener;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.Trials;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.cli.testing.Patience;
import freshet.job.settings.JobSettings;
import freshet.lab.RunningKafka;
import freshet.model.bundle.BundleFile;
import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code freshet learn} in a process of its own, which is killed in each of its steps, before and
 * after what the step does, while a job answers with the champion.
 */
@Tag("faults")
class KilledLearnITCase {
    private static final String MODEL = "default";
    private static final TopicNames TOPICS =
            TopicNames.DEFAULT.withShadow(TopicNames.USUAL_SHADOW).withRollouts(TopicNames.USUAL_ROLLOUTS);

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private int events;

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void killedInEachStepItGoesOnAndTheChampionServes() throws Exception {
        CapturedShop shop = new CapturedShop(folder.resolve("captured"));
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            try (Admin admin = kafka.connection().admin()) {
                Topics.create(admin, TOPICS, 1);
            }
            shop.hour();
            assertThat(learn(kafka).out()).contains("version 1 is the champion");
            shop.hour();
            try (LocalJob job = job(kafka)) {
                assertServes(kafka, 1);
                for (Step step : List.of(Step.READ, Step.TRAIN, Step.GATE, Step.PUBLISH, Step.ROLLOUT)) {
                    killAt(kafka, step, "begins");
                    assertServes(kafka, 1);
                    if (step == Step.ROLLOUT) {
                        new Trials(announcements(kafka), Clock.systemUTC()).promote(MODEL, "");
                        assertServes(kafka, 3);
                    }
                    killAt(kafka, step, "ends");
                    assertServes(kafka, step == Step.ROLLOUT ? 3 : 1);
                }
                CommandRun last = learn(kafka);

                assertThat(last.out()).contains("going on with the run of ", " at ROLLOUT", "version 2 is promoted");
                assertThat(kafka.records(TOPICS.models()))
                        .as("champion, challenger, promotion, end of the trial; nothing twice")
                        .hasSize(4);
                assertThat(BundleFile.sha256(folder.resolve("work/candidate.safetensors")))
                        .isEqualTo(
                                announcements(kafka).newest(MODEL).orElseThrow().getSha256());
                job.stop();
            }
        }
    }

    private LocalJob job(RunningKafka kafka) throws InterruptedException {
        LocalJob job = new LocalJob(
                JobSettings.of(List.of(
                        "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "trial.shadow-topic=" + TopicNames.USUAL_SHADOW)),
                folder.resolve("checkpoints"),
                0);
        assertThat(job.awaitRunning(new Interruption(), line -> {})).isTrue();
        return job;
    }

    /** An event is answered, by and by with this version. */
    private void assertServes(RunningKafka kafka, long version) {
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
        eventually().until(() -> {
            String session = "visitor-" + events++;
            try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
                SessionEvent event = SessionEvent.newBuilder()
                        .setSessionId(session)
                        .setItemId("1")
                        .setEventTime(Instant.now())
                        .build();
                producer.send(new ProducerRecord<>(
                                TOPICS.events(),
                                session.getBytes(StandardCharsets.UTF_8),
                                EventFormat.AVRO.encode(event)))
                        .get();
            }
            List<Recommendation> answers = new ArrayList<>();
            eventually().until(() -> {
                answers.clear();
                kafka.records(TOPICS.recommendations()).stream()
                        .map(record -> codec.decode(record.value()))
                        .filter(answer -> answer.getSessionId().equals(session))
                        .forEach(answers::add);
                return !answers.isEmpty();
            });
            return answers.get(0).getModelVersion() == version;
        });
    }

    private void killAt(RunningKafka kafka, Step step, String moment) throws Exception {
        Path reached = folder.resolve("reached-" + step + "-" + moment);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // Java 24 warns without
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfreshet.log=" + folder.resolve("log"),
                Waiting.class.getName(),
                step.name(),
                moment,
                reached.toString()));
        command.addAll(arguments(kafka));
        Path out = folder.resolve("out-" + step + "-" + moment);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        processes.add(process);
        eventually().until(() -> Files.exists(reached) || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
        process.destroyForcibly(); // SIGKILL
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private CommandRun learn(RunningKafka kafka) {
        return CommandRun.of(
                new LearnCommand(new StepListener() {}, new Interruption()),
                arguments(kafka).toArray(String[]::new));
    }

    private List<String> arguments(RunningKafka kafka) {
        return List.of(
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--capture=" + folder.resolve("captured"),
                "--store=" + folder.resolve("store"),
                "--work=" + folder.resolve("work"),
                "--gate-least=100",
                "--look-every=100ms",
                "--model=markov");
    }

    private static Announcements announcements(RunningKafka kafka) {
        return new Announcements(kafka.connection(), TOPICS.models(), warning -> {});
    }

    /** The process that is killed: at one moment it says that it is there, and waits. */
    static final class Waiting {
        private Waiting() {}

        /** @param args step, moment, the file that says that it is reached; then those of learn */
        public static void main(String[] args) {
            String moment = args[0] + " " + args[1];
            StepListener listener = new StepListener() {
                @Override
                public void begins(Step step) {
                    at(step + " begins");
                }

                @Override
                public void ends(Step step) {
                    at(step + " ends");
                }

                private void at(String now) {
                    if (now.equals(moment)) {
                        try {
                            Files.createFile(Path.of(args[2]));
                            new CountDownLatch(1).await();
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
            };
            CommandRun run = CommandRun.of(
                    new LearnCommand(listener, new Interruption()),
                    List.of(args).subList(3, args.length).toArray(String[]::new));
            System.out.println(run);
        }
    }
}
