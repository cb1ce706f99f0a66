package freshet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    /** Of 15,000 ports, 20 draws of 50 would give some thirty twice. */
    @Test
    void aPortIsGivenAwayOnce() {
        List<Integer> given = IntStream.range(0, 20)
                .parallel()
                .boxed()
                .flatMap(draw -> LoopbackPorts.free(50).stream())
                .toList();

        assertThat(new HashSet<>(given)).hasSize(1_000);
    }
}
