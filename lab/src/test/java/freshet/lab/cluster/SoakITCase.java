package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours in the life of a cluster: a TaskManager is killed and replaced every three minutes, a model
 * is swapped every minute, under a steady load. The first TaskManager is spared, so that its memory
 * tells what all these recoveries and swaps leave behind.
 *
 * <p>System properties: {@code freshet.soak.minutes}, without which it is skipped;
 * {@code freshet.soak.rate}, events per second; {@code freshet.soak.delivery}.
 */
@Tag("faults")
@EnabledIfSystemProperty(named = "freshet.soak.minutes", matches = "[0-9]+")
class SoakITCase {
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("freshet.soak.minutes", 30));
    private static final int RATE = Integer.getInteger("freshet.soak.rate", 1_000);
    private static final String DELIVERY = System.getProperty("freshet.soak.delivery", "exactly-once");

    private static final Duration BETWEEN_KILLS = Duration.ofMinutes(3);
    private static final Duration BETWEEN_SWAPS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 200;
    private static final String SPARED = "taskmanager-1";
    private static final long MEMORY = 1_536L << 20; // of a TaskManager, as it is configured
    private static final double FLAT = 1.1;

    @TempDir
    private Path folder;

    @Test
    void theLedgerIsWholeAndMemoryFlat() throws Exception {
        ClusterSettings settings = FaultRun.cluster(folder).withTaskManagers(3, 2, "1536m");
        try (FaultRun run = new FaultRun(
                        settings,
                        DELIVERY,
                        Clicks.ofSessions(20_000),
                        RATE,
                        "parallelism=4",
                        "checkpoint.interval=10 s");
                MemorySamples samples = new MemorySamples(Path.of("target", "soak-memory.csv"))) {
            Every kill = new Every(BETWEEN_KILLS);
            Every swap = new Every(BETWEEN_SWAPS);
            Every sample = new Every(BETWEEN_SAMPLES);
            int kills = 0;
            int swaps = 0;
            long newest = 1;
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                if (kill.due()) {
                    kills++;
                    killOne(run, kills);
                }
                if (swap.due()) {
                    swaps++;
                    newest = run.cluster().publishModel();
                }
                if (sample.due()) {
                    samples.take(run.cluster().servers());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS); // the run is made of time, not of a condition
            }
            run.finish(LENGTH.toMinutes() + " minutes, " + RATE + " events/s, " + kills + " TaskManagers killed, "
                    + swaps + " swaps");
            SortedMap<Long, Long> byVersion = Answers.of(run.cluster().kafka()).byVersion();
            assertThat(byVersion)
                    .as("answers by version after " + swaps + " swaps")
                    .containsKey(newest);
            assertThat(byVersion)
                    .as("some may be overtaken while the job recovers")
                    .hasSizeGreaterThan(swaps / 2);
            // Two where Flink starts the job again before it knows that the killed one's slots are
            // gone, too.
            assertThat(run.job().restores()).as("one or two for each kill").isBetween((long) kills, 2L * kills);
            assertThat(run.cluster().servers().process(SPARED).alive()).isTrue();
            assertThat(samples.most(SPARED)).as("resident memory of " + SPARED).isLessThan(MEMORY);
            for (String server : List.of(SPARED, "jobmanager", "kafka-1")) {
                samples.growth(server).ifPresent(growth -> assertThat(growth)
                        .as("resident memory of %s in the last third of the run, by that in the second", server)
                        .isLessThan(FLAT));
            }
        }
    }

    private static void killOne(FaultRun run, int round) throws InterruptedException {
        LocalCluster servers = run.cluster().servers();
        String victim = run.job().taskManagers().stream()
                .filter(name -> !name.equals(SPARED))
                .findFirst()
                .orElseThrow();
        servers.process(victim).kill();
        servers.startTaskManager();
        run.awaitRecovery(round);
    }

    /** Something that is due again and again. For one thread. */
    private static final class Every {
        private final long nanos;
        private long next;

        Every(Duration interval) {
            nanos = interval.toNanos();
            next = System.nanoTime() + nanos;
        }

        boolean due() {
            boolean due = System.nanoTime() >= next;
            if (due) {
                next = Math.max(next + nanos, System.nanoTime()); // what a long recovery has put off is done once
            }
            return due;
        }
    }
}
