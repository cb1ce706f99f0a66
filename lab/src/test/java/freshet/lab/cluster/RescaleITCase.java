package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job is stopped with a savepoint under load and goes on from there at another parallelism. */
@Tag("faults")
class RescaleITCase {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void fromOneToFourToTwo(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery, "parallelism=1")) {
            run.restart("parallelism=4");
            run.cluster().awaitCheckpoints(run.job(), 3);
            run.restart("parallelism=2");
            run.cluster().awaitCheckpoints(run.job(), 3);

            CountedLedger ledger = run.finish("stopped with a savepoint and restored, parallelism 1, 4, 2");
            assertThat(ledger.repeated()).isZero();
        }
    }
}
