package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.rollout.Judge;
import freshet.cli.testing.Patience;
import freshet.lab.RunningKafka;
import freshet.schema.RolloutDecision;
import freshet.serving.table.AnnouncedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A judge in a process of its own that is killed when it has decided and before it announces: the
 * decision is on the broker, and the next judge announces it, once.
 */
@Tag("faults")
class KilledJudgeITCase {
    @TempDir
    private Path folder;

    @Test
    void whatAKilledJudgeHasDecidedTheNextOneAnnounces() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            assertPromotes(kafka);
            assertReturns(kafka);
        }
    }

    private void assertPromotes(RunningKafka kafka) throws Exception {
        TopicNames topics = topics(kafka, "promoted");
        TrialTraffic traffic = trial(kafka, topics);
        decideAndKill(kafka, "promoted", RolloutDecision.BEGIN);
        traffic.play(RolloutITCase.SESSIONS);
        decideAndKill(kafka, "promoted", RolloutDecision.PROMOTE);
        assertThat(announced(kafka, topics).trial()).as("nothing is announced").isPresent();

        look(kafka, topics);
        look(kafka, topics);

        AnnouncedModel model = announced(kafka, topics);
        assertThat(model.champion().orElseThrow().getVersion()).isEqualTo(3);
        assertThat(model.champion().orElseThrow().getSha256()).isEqualTo(TrialTraffic.CHALLENGER_HASH);
        assertThat(model.challenger()).isEmpty();
        assertThat(kafka.records(topics.models()))
                .as("champion, challenger, promotion, end of the trial; nothing twice")
                .hasSize(4);
    }

    private void assertReturns(RunningKafka kafka) throws Exception {
        TopicNames topics = topics(kafka, "returned");
        TrialTraffic traffic = trial(kafka, topics);
        decideAndKill(kafka, "returned", RolloutDecision.BEGIN);
        traffic.challengerMisses(0.8);
        traffic.play(RolloutITCase.SESSIONS);
        decideAndKill(kafka, "returned", RolloutDecision.RETURN);
        assertThat(announced(kafka, topics).trial()).as("nothing is announced").isPresent();

        look(kafka, topics);
        look(kafka, topics);

        AnnouncedModel model = announced(kafka, topics);
        assertThat(model.champion().orElseThrow().getVersion()).isEqualTo(1);
        assertThat(model.challenger()).isEmpty();
        assertThat(kafka.records(topics.models()))
                .as("champion, challenger, end of the trial; nothing twice")
                .hasSize(3);
    }

    private static TopicNames topics(RunningKafka kafka, String deployment) {
        TopicNames topics = RolloutITCase.names(deployment);
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, topics, 2);
        }
        return topics;
    }

    private static TrialTraffic trial(RunningKafka kafka, TopicNames topics) {
        TrialTraffic traffic = new TrialTraffic(kafka.connection(), topics, RolloutITCase.MODEL);
        traffic.announceChampion(1, "a".repeat(64));
        traffic.announceChallenger(0.1, 1);
        return traffic;
    }

    private static void look(RunningKafka kafka, TopicNames topics) {
        try (Judge judge = RolloutITCase.judge(kafka.connection(), topics, false)) {
            judge.look();
        }
    }

    private static AnnouncedModel announced(RunningKafka kafka, TopicNames topics) {
        return new Announcements(kafka.connection(), topics.models(), warning -> {}).of(RolloutITCase.MODEL);
    }

    private void decideAndKill(RunningKafka kafka, String deployment, RolloutDecision expected) throws Exception {
        Path decided = folder.resolve(deployment + "-" + expected);
        Path out = folder.resolve(deployment + "-" + expected + "-out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dfreshet.log=" + folder.resolve("log"),
                        Deciding.class.getName(),
                        kafka.bootstrapServers(),
                        deployment,
                        decided.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            eventually().until(() -> Files.exists(decided) || !process.isAlive());
            assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
        } finally {
            process.destroyForcibly(); // SIGKILL
        }
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(decided).hasContent(expected.name());
    }

    /** The process that is killed: it decides, says what, and waits. */
    static final class Deciding {
        private Deciding() {}

        /** @param args where the broker is, the deployment, the file that takes the decision */
        public static void main(String[] args) throws IOException, InterruptedException {
            Judge judge = RolloutITCase.judge(KafkaConnection.plain(args[0]), RolloutITCase.names(args[1]), false);
            String decision =
                    judge.decide().rollout().orElseThrow().getDecision().name();
            Path written = Files.writeString(Path.of(args[2] + ".part"), decision);
            Files.move(written, Path.of(args[2]));
            new CountDownLatch(1).await();
        }
    }
}
