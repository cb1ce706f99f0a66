package freshet.lab.cluster;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.Topics;
import freshet.cli.testing.CommandRun;
import freshet.lab.ListeningSockets;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code freshet cluster}, one after the other, on real servers. */
class ClusterCommandsITCase {
    private static final String[] SECOND = { // without a parallelism: it takes what is left
        "--create-topics", "2", "--set", "recommendations.topic=other", "--set", "rejected.topic=other-rejected"
    };

    @TempDir
    private Path folder;

    private final List<ServerProcess> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        for (ServerProcess process : started) {
            process.kill();
        }
    }

    @Tag("slow")
    @Test
    void aClusterIsStartedUsedAndStopped() throws Exception {
        CommandRun alone = succeed(new ClusterStartCommand(), "--broker-only", "--kafka-port", "0");
        ClusterState kafka = state();
        assertThat(alone.out()).contains("Kafka at " + kafka.bootstrapServers() + ", no Flink;");
        assertThat(kafka.processes()).extracting(ServerProcess::name).containsExactly("kafka-1");
        assertThat(succeed(new ClusterStatusCommand()).out()).contains("add Flink: freshet cluster start");
        assertThat(fail(new ClusterSubmitCommand()))
                .endsWith("runs alone, without Flink; add Flink: freshet cluster start --folder " + folder);
        assertThat(fail(new ClusterStartCommand(), "--kafka-port", "1"))
                .contains("runs at " + kafka.bootstrapServers());

        CommandRun started =
                succeed(new ClusterStartCommand(), "--web-port", "0", "--taskmanagers", "1", "--slots", "2");
        ClusterState state = state();
        assertThat(state.bootstrapServers()).isEqualTo(kafka.bootstrapServers());
        assertThat(started.out())
                .contains("Kafka at " + state.bootstrapServers() + ", Flink's web UI at "
                        + state.webUi().orElseThrow());
        assertThat(state.processes())
                .extracting(ServerProcess::name)
                .containsExactly("kafka-1", "jobmanager", "taskmanager-1");
        assertThat(fail(new ClusterStartCommand()))
                .startsWith("a cluster runs in " + folder + " already: kafka-1 (process ");

        assertThat(fail(new ClusterSubmitCommand()))
                .startsWith("there is no topic events; create it with --create-topics N");
        CommandRun submitted = succeed(new ClusterSubmitCommand(), "--create-topics", "2", "--set", "parallelism=1");
        assertThat(submitted.out())
                .contains(" is submitted, starting afresh, as ")
                .contains("the job runs\n");
        String job = state.flink(folder).liveJobs().get(0);
        assertThat(fail(new ClusterSubmitCommand(), "--set", "parallelism=1"))
                .startsWith("job " + job + " answers from topic events to topic recommendations already")
                .contains("freshet cluster cancel " + job);
        assertThat(fail(new ClusterSubmitCommand(), "--set", "parallelism=2", "--set", "recommendations.topic=other"))
                .startsWith("the job needs 2 slots, and 1 of 2 are free: job " + job
                        + " has 1; set parallelism=1 for this one, or ")
                .endsWith("end the other: freshet cluster cancel " + job + " --folder " + folder
                        + ", or start the cluster with more --taskmanagers or --slots");
        eventually().until(() -> jarsLeft().isEmpty());
        assertThat(succeed(new ClusterStatusCommand()).out())
                .contains("1 of 2 slots are free", "freshet recommender, model default", "--set parallelism=1")
                .doesNotContain("dead");
        assertLoopbackAlone(state);

        OneVisitor visitor = new OneVisitor(KafkaConnection.plain(state.bootstrapServers()), "v");
        assertThat(visitor.click("a")).isEqualTo(1);
        assertThat(succeed(new ClusterSubmitCommand(), SECOND).out()).contains("the job runs\n");
        assertThat(fail(new ClusterCancelCommand())).startsWith("2 jobs run; name one of ");
        assertThat(succeed(new ClusterCancelCommand(), job).out())
                .startsWith("job " + job + " has stopped; savepoint " + folder.resolve("savepoints"));
        assertThat(succeed(new ClusterCancelCommand(), job).out()).contains("has ended before, it is FINISHED");
        assertThat(fail(new ClusterCancelCommand(), "nosuch")).startsWith("there is no job nosuch; there are ");
        assertThat(succeed(new ClusterSubmitCommand(), "--set", "parallelism=1").out())
                .contains(", going on from " + folder.resolve("savepoints"));
        assertThat(visitor.click("b")).isEqualTo(2);

        state.processes().get(2).kill();
        CommandRun broken = run(new ClusterStatusCommand());
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.out())
                .containsPattern("taskmanager-1 +process \\d+ +dead +see ")
                .contains("bring all back, with the jobs: freshet cluster restart");
        for (ServerProcess process : state.processes()) {
            process.kill();
        }
        Path left = Files.createDirectories(folder.resolve("tmp/taskmanager-1/blobStorage-left"));
        CommandRun back = succeed(new ClusterRestartCommand());
        assertThat(state().flink(folder).liveJobs()).hasSize(2); // each with the slots that it had
        assertThat(left).doesNotExist();
        assertThat(back.out()).contains(", going on from " + folder).contains("the job runs\n");
        assertThat(state().bootstrapServers()).isEqualTo(state.bootstrapServers());
        assertThat(visitor.click("c")).isEqualTo(3);

        assertThat(succeed(new ClusterStopCommand()).out()).contains(" has stopped; savepoint ");
        assertThat(state.anyAlive()).isFalse();
        assertThat(Files.exists(folder.resolve("cluster.json"))).isFalse();
        assertThat(fail(new ClusterStatusCommand()))
                .endsWith("start it again as it was: freshet cluster restart --folder " + folder);
    }

    @Test
    @Tag("faults")
    void aJobIsThereAtOnceAndGoesOnAfterAnyEnd() throws Exception {
        String[] start = {"--job", "--kafka-port", "0", "--web-port", "0", "--taskmanagers", "1"};
        CommandRun first = succeed(new ClusterStartCommand(), start);
        assertThat(first.out()).contains(", starting afresh, as ", "the job runs\n", "next, a model, a click");
        ClusterState state = state();
        try (Admin admin = KafkaConnection.plain(state.bootstrapServers()).admin()) {
            assertThat(Topics.there(admin)).contains("events", "recommendations", "rejected-events", "models", "items");
        }
        assertThat(new OneVisitor(KafkaConnection.plain(state.bootstrapServers()), "v").click("a"))
                .isEqualTo(1);
        FlinkJob job = state.flink(folder).job(state.flink(folder).liveJobs().get(0));
        eventually().until(() -> job.completedCheckpoints() > 0);
        for (ServerProcess process : state.processes()) {
            process.kill();
        }

        assertThat(succeed(new ClusterStartCommand(), start).out())
                .contains(", going on from " + folder.resolve("checkpoints"));
        assertThat(new OneVisitor(KafkaConnection.plain(state().bootstrapServers()), "v").click("b"))
                .isEqualTo(2);
        CommandRun restarted = succeed(new ClusterRestartCommand());
        assertThat(restarted.out())
                .contains(" has stopped; savepoint ", ", going on from " + folder.resolve("savepoints"));
        assertThat(new OneVisitor(KafkaConnection.plain(state().bootstrapServers()), "v").click("c"))
                .isEqualTo(3);

        succeed(new ClusterCancelCommand(), "--no-savepoint");
        assertThat(fail(new ClusterSubmitCommand(), "--set", "items.topic="))
                .startsWith("the job lacks an operator that has state in " + folder); // savepoint or a later checkpoint
        assertThat(succeed(new ClusterSubmitCommand(), "--set", "items.topic=", "--allow-non-restored-state")
                        .out())
                .contains(", going on from ");
        succeed(new ClusterCancelCommand());
        assertThat(succeed(new ClusterCancelCommand()).out()).isEqualTo("no job runs\n");
        assertThat(fail(new ClusterSubmitCommand(), "--set", "checkpoint.dir=file:///proc/nope"))
                .startsWith("checkpoint.dir is file:///proc/nope, and that folder cannot be created: ");
        assertThat(succeed(new ClusterSubmitCommand(), "--fresh").out()).contains(", starting afresh\n");
        FlinkRest flink = state().flink(folder);
        SubmittedJobs jobs = new SubmittedJobs(new ClusterFolder(folder));
        assertThat(jobs.wanted()).extracting(SubmittedJob::id).containsExactlyElementsOf(flink.liveJobs());
        flink.job(flink.liveJobs().get(0)).cancel(); // as in the web UI
        succeed(new ClusterStopCommand());
        assertThat(jobs.wanted()).isEmpty();
    }

    private static void assertLoopbackAlone(ClusterState state) {
        assertThat(state.processes()).allSatisfy(process -> {
            assertThat(ListeningSockets.all(process.pid())).as(process.name()).isNotEmpty();
            assertThat(ListeningSockets.beyondLoopback(process.pid()))
                    .as(process.name())
                    .isEmpty();
        });
    }

    private ClusterState state() {
        return ClusterState.read(folder).orElseThrow();
    }

    /**
     * Jars in the folders for temporary files, but for the one of its own that each process of
     * Flink unpacks.
     */
    private List<Path> jarsLeft() throws IOException {
        List<Path> jars = new ArrayList<>();
        Files.walkFileTree(folder.resolve("tmp"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jar") && !name.startsWith("flink-rpc-akka")) {
                    jars.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // a server has removed it meanwhile
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                return FileVisitResult.CONTINUE; // perhaps it too
            }
        });
        return jars;
    }

    private CommandRun succeed(Object command, String... arguments) {
        CommandRun run = run(command, arguments);
        assertThat(run.status()).as(run.failure() + run.err() + run.out()).isZero();
        return run;
    }

    /** What it says. */
    private String fail(Object command, String... arguments) {
        CommandRun run = run(command, arguments);
        assertThat(run.status()).as(run.out()).isEqualTo(1);
        assertThat(run.failure()).get().isInstanceOf(CommandException.class);
        return run.failure().orElseThrow().getMessage();
    }

    private CommandRun run(Object command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--folder", folder.toString()));
        all.addAll(List.of(arguments));
        CommandRun run = CommandRun.of(command, all.toArray(String[]::new));
        ClusterState.read(folder).ifPresent(state -> started.addAll(state.processes()));
        return run;
    }
}
