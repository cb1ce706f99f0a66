package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged job goes on from a savepoint that the version of the state before this one has made.
 */
@Tag("faults")
class UpgradeITCase {
    private static final int EVENTS_PER_SECOND = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void fromTheStateOfVersionOne(String delivery) throws Exception {
        try (GoldenSavepoint savepoint = new GoldenSavepoint("v1");
                RealCluster cluster = new RealCluster(
                        ClusterSettings.onFreePorts(folder),
                        Installation.ofThisProcess().vectorJobJar(),
                        GoldenSavepoint.TOPICS)) {
            cluster.createTopics(GoldenSavepoint.PARTITIONS);
            savepoint.sendWhatItHasRead(cluster);
            FlinkJob job = cluster.submit(
                    Optional.of(savepoint.uri()),
                    "delivery=" + delivery,
                    "delivery.transaction-prefix=test-golden",
                    "events.topic=" + GoldenSavepoint.TOPICS.events(),
                    "recommendations.topic=" + GoldenSavepoint.TOPICS.recommendations(),
                    "rejected.topic=" + GoldenSavepoint.TOPICS.rejected(),
                    "models.topic=" + GoldenSavepoint.TOPICS.models(),
                    "parallelism=2",
                    "checkpoint.interval=1 s");
            savepoint.sendWhatFollows(cluster.kafka());
            CountedLedger first = cluster.awaitLedger(delivery.equals("exactly-once"));
            assertThat(first.rejected()).as("ids are known").containsEntry("DUPLICATE", (long)
                    GoldenSavepoint.SESSIONS);
            assertThat(positions(cluster.kafka()))
                    .as("sessions go on where they were")
                    .hasSize(GoldenSavepoint.SESSIONS)
                    .allSatisfy((session, positions) -> assertThat(positions).containsExactly(5, 6, 7, 8));
            assertThat(answers(cluster, Instant.EPOCH).byVersion().keySet()).containsExactly(GoldenSavepoint.MODEL);

            goesOn(cluster, job, delivery, first.events());
        }
    }

    /** A load, a newer model and a lost TaskManager, as with any job. */
    private static void goesOn(RealCluster cluster, FlinkJob job, String delivery, long sentBefore) throws Exception {
        Instant start = Instant.now();
        try (EventLoad load =
                new EventLoad(cluster.kafka(), cluster.topics().events(), EVENTS_PER_SECOND, Clicks.ofSessions(500))) {
            cluster.await("events", () -> load.acknowledged() > EVENTS_PER_SECOND);
            long newest = cluster.publishModel();
            cluster.await(
                    "answers by version " + newest,
                    () -> answers(cluster, start).byVersion().containsKey(newest));
            cluster.awaitCheckpoints(job, 3);
            long restores = job.restores();
            cluster.servers().process("taskmanager-1").kill();
            cluster.await("recovery", () -> job.restores() > restores && job.running());
            cluster.awaitCheckpoints(job, 2);

            long sent = sentBefore + load.stop();
            CountedLedger ledger = cluster.awaitLedger(delivery.equals("exactly-once"));
            FaultReport.add(
                    "packaged job started from the savepoint of state version 1; then a swap, and TaskManager killed",
                    delivery,
                    sent,
                    ledger,
                    answers(cluster, start).longestSilenceMillis());
            ledger.assertWhole(sent);
        }
    }

    private static Answers answers(RealCluster cluster, Instant start) {
        return Answers.since(start, cluster.kafka(), cluster.topics().recommendations());
    }

    /** The events' positions in their sessions, by session. */
    private static SortedMap<String, SortedSet<Integer>> positions(KafkaConnection kafka) {
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
        SortedMap<String, SortedSet<Integer>> positions = new TreeMap<>();
        try (var consumer = kafka.consumer()) {
            new TopicSnapshot(consumer, GoldenSavepoint.TOPICS.recommendations()).read(record -> {
                Recommendation answer = codec.decode(record.value());
                positions
                        .computeIfAbsent(answer.getSessionId(), session -> new TreeSet<>())
                        .add(answer.getPosition());
            });
        }
        return positions;
    }
}
