package freshet.lab.benchmark.serving;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import freshet.lab.benchmark.serving.CoreSampler.Interval;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CoreSamplerTest {
    private static final String BUSY = "busy-bee"; // Linux keeps fifteen characters

    @Test
    void aThreadThatNeverRestsHasACoreOrWaitsForOne() throws InterruptedException {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Thread thread = new Thread(
                () -> {
                    while (wanted.get()) {
                        Thread.onSpinWait();
                    }
                },
                BUSY + "-7");
        thread.start();
        try {
            // Linux tells how long a thread waited when it has a core again: a look in between
            // misses that, on a busy machine a good part of a sample.
            eventually().untilAsserted(CoreSamplerTest::assertSampled);
        } finally {
            wanted.set(false);
            thread.join();
        }
    }

    private static void assertSampled() throws InterruptedException {
        List<Interval> intervals;
        try (CoreSampler sampler = new CoreSampler()) {
            long from = System.nanoTime();
            await().until(() -> System.nanoTime() - from > 500_000_000L); // time itself is what is sampled
            intervals = sampler.finish();
        }
        CoreSplit split = CoreSplit.of(intervals, interval -> false);
        assertThat(intervals).isNotEmpty();
        assertThat(split.slow().nanos()).isZero();
        assertThat(split.quick().onCore(BUSY) + split.quick().queued(BUSY)).isBetween(0.8, 1.2);
        assertThat(split.quick().onCore("nobody")).isZero();
    }
}
