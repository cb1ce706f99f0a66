package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that no shop would send, and a TaskManager that is killed among them. */
@Tag("faults")
class OddTrafficITCase {
    /** The property {@code freshet.long.session} names another number, for example 1000000. */
    private static final long LONG_SESSION = Long.getLong("freshet.long.session", 100_000);

    private static final int LONG_SESSION_PER_SECOND = 2_000;
    private static final Duration LONG_SESSION_PATIENCE =
            Duration.ofMinutes(5).plusSeconds(LONG_SESSION / LONG_SESSION_PER_SECOND);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void oneSessionWithHalfOfAllEvents(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery, Clicks.halfOfOneSession(500))) {
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            run.finish("one session with half of all events; TaskManager killed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void clocksThatJump(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery, Clicks.withClocksThatJump(500))) {
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            CountedLedger ledger = run.finish(
                    "every tenth event dated a year back, half a day ahead or ten years ahead; TaskManager killed");
            assertThat(ledger.rejected()).containsKeys("INVALID", "LATE");
        }
    }

    @Test
    void oneVeryLongSession() throws Exception {
        ClusterSettings settings = FaultRun.cluster(folder);
        try (FaultRun run = new FaultRun(
                settings, "exactly-once", Clicks.ofOneSession(LONG_SESSION_PER_SECOND), LONG_SESSION_PER_SECOND)) {
            run.cluster()
                    .await(LONG_SESSION + " events", LONG_SESSION_PATIENCE, () -> run.acknowledged() >= LONG_SESSION);
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            run.finish("one session has all events, 2,000 a second; TaskManager killed");
        }
    }
}
