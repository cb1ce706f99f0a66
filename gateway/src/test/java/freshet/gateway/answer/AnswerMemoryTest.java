package freshet.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the store says that it takes is what the heap has less. A JVM of its own measures it, as
 * threads that other tests leave have a part in any other heap.
 */
class AnswerMemoryTest {
    static final long GIBIBYTE = 1 << 30;

    @Test
    void aHundredThousandSessionsTakeWhatTheStoreSays() throws Exception {
        assertMeasured(100_000);
    }

    @Test
    @Tag("faults")
    void aMillionSessionsOf20ItemsTakeLessThanAGibibyte() throws Exception {
        assertThat(assertMeasured(1_000_000)).isLessThan(GIBIBYTE);
    }

    private static long assertMeasured(int sessions) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnswerMemoryMain.class.getName(),
                        Integer.toString(sessions))
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        long[] printed =
                Stream.of(output.strip().split(" ")).mapToLong(Long::parseLong).toArray();
        long taken = printed[2];
        System.out.printf("%,d sessions take %,d bytes each%n", sessions, taken / sessions);
        assertThat(printed[0]).isEqualTo(sessions);
        assertThat(printed[1]).isCloseTo(taken, Percentage.withPercentage(10));
        return taken;
    }
}
