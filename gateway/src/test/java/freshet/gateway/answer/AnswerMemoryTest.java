package freshet.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.session.SessionRules;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the store says that it takes is what the heap has less. */
class AnswerMemoryTest {
    private static final long GIBIBYTE = 1 << 30;

    @Test
    void aHundredThousandSessionsTakeWhatTheStoreSays() {
        assertMeasured(100_000);
    }

    @Test
    @Tag("faults")
    void aMillionSessionsOf20ItemsTakeLessThanAGibibyte() {
        assertThat(assertMeasured(1_000_000)).isLessThan(GIBIBYTE);
    }

    private static long assertMeasured(int sessions) {
        AnswerStore store = new AnswerStore(SessionRules.DEFAULT, GIBIBYTE);
        Random random = new Random(1);
        long before = usedHeap();
        for (int session = 0; session < sessions; session++) {
            store.offer(Answers.full(String.format("visitor-%016x", random.nextLong()), session, 1_000, random));
        }
        long taken = usedHeap() - before;
        System.out.printf("%,d sessions take %,d bytes each%n", sessions, taken / sessions);
        assertThat(store.sessions()).isEqualTo(sessions);
        assertThat(store.bytes()).isCloseTo(taken, Percentage.withPercentage(10));
        return taken;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
