package freshet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLinesTest {
    private final List<String> said = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(-5); // System.nanoTime may be negative

    @Test
    void nothingIsSilentForLongerThanAMinute() {
        ProgressLines lines = new ProgressLines("reading events", 200, clock::get, said::add);

        for (int second = 0; second < 130; second++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            lines.stepTo(second);
        }

        assertThat(said).containsExactly("reading events: 5 %", "reading events: 35 %", "reading events: 65 %");
    }

    @Test
    void shortWorkSaysNothing() {
        ProgressLines lines = new ProgressLines("reading events", 200, clock::get, said::add);

        clock.addAndGet(TimeUnit.SECONDS.toNanos(9));
        lines.stepTo(200);

        assertThat(said).isEmpty();
    }
}
