package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A savepoint goes from the Flink that the job is built on to another one, and back:
 * {@code mvn -Pversions verify}.
 */
@Tag("versions")
class OtherFlinkITCase {
    private static final int EVENTS_PER_SECOND = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aSavepointGoesThereAndBack(String delivery) throws Exception {
        Installation other = Installation.ofThisProcess();
        Installation base = new Installation(other.root(), Optional.empty(), other.otherBroker());
        assertThat(other.flinkClassPath()).as("two versions of Flink").isNotEqualTo(base.flinkClassPath());
        String[] settings = {"delivery=" + delivery, "parallelism=2", "checkpoint.interval=1 s"};
        try (RealCluster built = cluster(base, "built");
                RealCluster newer = cluster(other, "newer")) {
            built.createTopics(4);
            built.publishModel();
            FlinkJob before = built.submit(settings);
            try (EventLoad load = new EventLoad(built.kafka(), EVENTS_PER_SECOND, Clicks.ofSessions(500))) {
                built.await("events", () -> load.acknowledged() > EVENTS_PER_SECOND);
                built.awaitCheckpoints(before, 2);

                FlinkJob there = newer.submitTo(built.kafka(), Optional.of(before.stopWithSavepoint()), settings);
                newer.awaitCheckpoints(there, 2);

                FlinkJob back = built.submit(Optional.of(there.stopWithSavepoint()), settings);
                built.awaitCheckpoints(back, 2);
                long sent = load.stop();
                CountedLedger ledger = built.awaitLedger(delivery.equals("exactly-once"));
                ledger.assertWhole(sent);
                assertThat(ledger.repeated()).isZero();
                assertThat(List.of(there.restores(), back.restores()))
                        .as("restores: from the savepoint alone")
                        .containsOnly(1L);
            }
        }
    }

    private RealCluster cluster(Installation installation, String name) throws InterruptedException {
        return new RealCluster(
                installation,
                ClusterSettings.onFreePorts(folder.resolve(name)),
                installation.vectorJobJar(),
                TopicNames.DEFAULT);
    }
}
