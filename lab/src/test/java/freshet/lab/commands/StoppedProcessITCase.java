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
import freshet.cli.rollout.RolloutCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.testing.Patience;
import freshet.lab.AllCommands;
import freshet.lab.RunningKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own, which SIGTERM ends in the middle of what they do. */
class StoppedProcessITCase {
    private static final String MODEL = "default";

    @TempDir
    private static Path shared;

    private static RunningKafka kafka;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(shared.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void learnStopsWhileItTrainsAndTheNextRunGoesOn() throws Exception {
        TopicNames topics = topics("learn");
        CapturedShop shop = new CapturedShop(folder.resolve("captured"));
        shop.hour();
        assertThat(learn(topics, "--model=markov").out()).contains("version 1 is the champion");
        shop.hour();
        List<String> endless = arguments(topics, "--model=gru4rec", "--set=epochs=10000");

        Stopped first = stopped("first", "training gru4rec from nothing", "learn", endless);
        Stopped second = stopped("second", "training gru4rec from nothing", "learn", endless);
        CommandRun last = learn(topics, "--model=markov");

        assertThat(first.status()).as(first.out()).isEqualTo(1);
        assertThat(first.out())
                .contains("stopped at TRAIN; the champion goes on, and so does the run with the same command");
        assertThat(second.status()).as(second.out()).isEqualTo(1);
        assertThat(second.out()).contains("going on with the run of ", " at TRAIN", "stopped at TRAIN; ");
        assertThat(last.out()).contains(" at TRAIN", "version 2 is promoted");
    }

    @Test
    void rolloutStopsBetweenTwoLooksAndTheTrialGoesOn() throws Exception {
        TopicNames topics = topics("rollout");
        TrialTraffic traffic = new TrialTraffic(kafka.connection(), topics, MODEL);
        traffic.announceChampion(1, "a".repeat(64));
        traffic.announceChallenger(0.1, 1);
        List<String> arguments = options(topics);

        Stopped stopped = stopped("judge", "\n", "rollout", with(arguments, "--every=1h"));
        CommandRun next = CommandRun.of(
                new RolloutCommand(new Interruption()),
                with(arguments, "--once").toArray(String[]::new));

        assertThat(stopped.status()).as(stopped.out()).isZero();
        assertThat(stopped.out())
                .contains("stopped; what is announced goes on, and so does the judge with the same command");
        assertThat(next.status()).as(next.err()).isZero();
        assertThat(announcements(topics).of(MODEL).trial()).isPresent();
    }

    private record Stopped(int status, String out) {}

    /** Sends SIGTERM once the process has said something, and waits for its end. */
    private Stopped stopped(String name, String said, String command, List<String> arguments) throws Exception {
        Path out = folder.resolve("out-" + name);
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // Java 24 warns without
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfreshet.log=" + folder.resolve("log"),
                AllCommands.class.getName(),
                command));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        processes.add(process);
        eventually().until(() -> text(out).contains(said) || !process.isAlive());
        assertThat(process.isAlive()).as(text(out)).isTrue();
        process.destroy(); // SIGTERM
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Stopped(process.exitValue(), text(out));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private static TopicNames topics(String name) {
        TopicNames topics = new TopicNames(name + "-e", name + "-r", name + "-x", name + "-m")
                .withShadow(name + "-s")
                .withRollouts(name + "-o");
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, topics, 1);
        }
        return topics;
    }

    private CommandRun learn(TopicNames topics, String... more) {
        StepListener promoting = new StepListener() {
            @Override
            public void begins(Step step) {
                if (step == Step.ROLLOUT) {
                    new Trials(announcements(topics), Clock.systemUTC()).promote(MODEL, "");
                }
            }
        };
        return CommandRun.of(
                new LearnCommand(promoting, new Interruption()),
                arguments(topics, more).toArray(String[]::new));
    }

    private List<String> arguments(TopicNames topics, String... more) {
        List<String> arguments = with(options(topics), more);
        arguments.addAll(List.of(
                "--capture=" + folder.resolve("captured"),
                "--store=" + folder.resolve("store"),
                "--work=" + folder.resolve("work"),
                "--gate-margin=0.99",
                "--gate-least=100",
                "--look-every=50ms"));
        return arguments;
    }

    private static List<String> options(TopicNames topics) {
        return List.of(
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--events-topic=" + topics.events(),
                "--recommendations-topic=" + topics.recommendations(),
                "--models-topic=" + topics.models(),
                "--shadow-topic=" + topics.shadow().orElseThrow(),
                "--rollouts-topic=" + topics.rollouts().orElseThrow());
    }

    private static List<String> with(List<String> arguments, String... more) {
        return new ArrayList<>(
                Stream.concat(arguments.stream(), Stream.of(more)).toList());
    }

    private static Announcements announcements(TopicNames topics) {
        return new Announcements(kafka.connection(), topics.models(), warning -> {});
    }
}
