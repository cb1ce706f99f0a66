package freshet.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.session.SessionRules;
import freshet.schema.Recommendation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The newest answer of each session, in bounded memory. */
class AnswerStoreTest {
    private static final long PLENTY = 1 << 30;
    private static final SessionRules RULES = new SessionRules(1_000, 50);

    private final AnswerStore store = new AnswerStore(RULES, PLENTY);

    @Test
    void aSessionsNewestAnswerIsFound() {
        Recommendation first = Answers.at("s", 1, 10_000);
        Recommendation second = Answers.at("s", 2, 10_500);

        assertThat(store.offer(first)).isTrue();
        assertThat(store.newest("s")).contains(first);
        assertThat(store.offer(second)).isTrue();
        assertThat(store.newest("s")).contains(second);
        assertThat(store.newest("other")).isEmpty();
        assertThat(store.sessions()).isEqualTo(1);
    }

    @Test
    void aRepetitionAfterAFailureReplacesNothing() {
        Recommendation newest = Answers.at("s", 7, 10_000);
        store.offer(Answers.at("s", 6, 10_900));
        store.offer(newest);

        assertThat(store.offer(Answers.at("s", 6, 10_900))).isFalse();
        assertThat(store.offer(newest)).isFalse();
        assertThat(store.newest("s")).contains(newest);
    }

    @Test
    void onAnAddedPartitionTheJobsClockTells() {
        store.offer(Answers.at("s", 0, 900, 10_000));
        Recommendation moved = Answers.at("s", 5, 3, 10_001);

        assertThat(store.offer(moved)).isTrue();
        assertThat(store.offer(Answers.at("s", 0, 899, 9_999))).isFalse();
        assertThat(store.newest("s")).contains(moved);
    }

    @Test
    void aSessionEndsAsInTheJob() {
        store.offer(Answers.at("s", 1, 10_000));
        store.advance(11_000);
        assertThat(store.newest("s")).isPresent();
        store.advance(11_001);
        assertThat(store.newest("s")).isEmpty();
        assertThat(store.sessions()).isZero();
        assertThat(store.bytes()).isZero();
        assertThat(store.evicted()).isZero();
    }

    @Test
    void anEventOutOfOrderEndsNoSession() {
        store.offer(Answers.at("s", 1, 10_000));
        Recommendation late = Answers.at("s", 2, 9_300);
        store.offer(late);

        store.advance(10_900);
        assertThat(store.newest("s")).contains(late);
    }

    @Test
    void eventTimeNeverGoesBack() {
        store.offer(Answers.at("s", 1, 10_000));
        store.advance(20_000);
        store.advance(10_000);
        assertThat(store.newest("s")).isEmpty();
    }

    @Test
    void whereMemoryIsFullTheLeastRecentlyAnsweredLeaves() {
        store.offer(Answers.at("a", 1, 10_000));
        AnswerStore small = new AnswerStore(RULES, 3 * store.bytes());
        small.offer(Answers.at("a", 1, 10_000));
        small.offer(Answers.at("b", 2, 10_000));
        small.offer(Answers.at("c", 3, 10_000));
        small.offer(Answers.at("a", 4, 10_000));
        assertThat(small.evicted()).isZero();

        small.offer(Answers.at("d", 5, 10_000));
        assertThat(small.newest("b")).isEmpty();
        assertThat(List.of("a", "c", "d"))
                .allSatisfy(session -> assertThat(small.newest(session)).isPresent());
        assertThat(small.evicted()).isEqualTo(1);
        assertThat(small.bytes()).isLessThanOrEqualTo(small.maxBytes());
    }

    @Test
    void anAnswerLargerThanAllMemoryIsNotKept() {
        AnswerStore tiny = new AnswerStore(RULES, 1);
        tiny.offer(Answers.at("a", 1, 10_000));
        assertThat(tiny.newest("a")).isEmpty();
        assertThat(tiny.bytes()).isZero();
    }

    @Test
    void noMemoryAtAllIsRefused() {
        assertThatThrownBy(() -> new AnswerStore(RULES, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("answers.max-memory is 0 bytes; it must be at least 1");
    }

    @Test
    void nothingIsLeftOfATopicThatIsGone() {
        store.offer(Answers.at("s", 900, 10_000));
        store.advance(20_000);
        store.clear();
        Recommendation again = Answers.at("s", 0, 10_000);

        assertThat(store.offer(again)).isTrue();
        assertThat(store.newest("s")).contains(again);
    }

    /** The order in which answers of one partition are read, and how often, does not matter. */
    @Property(tries = 200)
    void anyOrderOfAnswersEndsWithTheSame(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 30) Integer> offsets, @ForAll long seed) {
        List<Integer> shuffled = new ArrayList<>(offsets);
        Collections.shuffle(shuffled, new Random(seed));
        AnswerStore one = new AnswerStore(RULES, PLENTY);
        AnswerStore other = new AnswerStore(RULES, PLENTY);
        offsets.forEach(offset -> one.offer(Answers.at("s-" + offset % 3, offset, 10_000)));
        shuffled.forEach(offset -> other.offer(Answers.at("s-" + offset % 3, offset, 10_000)));

        for (int session = 0; session < 3; session++) {
            assertThat(other.newest("s-" + session)).isEqualTo(one.newest("s-" + session));
        }
        assertThat(other.bytes()).isEqualTo(one.bytes());
    }

    @Test
    void readersSeeOffsetsThatOnlyGrow() throws Exception {
        int sessions = 50;
        AtomicBoolean writing = new AtomicBoolean(true);
        for (int session = 0; session < sessions; session++) {
            store.offer(Answers.at("s-" + session, session, 10_000));
        }
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            Callable<Long> read = () -> {
                long[] seen = new long[sessions];
                long reads = 0;
                while (writing.get()) {
                    int session = (int) (reads++ % sessions);
                    long offset = store.newest("s-" + session)
                            .orElseThrow()
                            .getEvent()
                            .getOffset();
                    assertThat(offset).isGreaterThanOrEqualTo(seen[session]);
                    seen[session] = offset;
                }
                return reads;
            };
            List<Future<Long>> reading = List.of(readers.submit(read), readers.submit(read), readers.submit(read));
            for (long offset = sessions; offset < 20_000; offset++) {
                store.offer(Answers.at("s-" + offset % sessions, offset, 10_000));
            }
            writing.set(false);
            for (Future<Long> each : reading) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            writing.set(false);
            readers.shutdownNow();
        }
        assertThat(store.sessions()).isEqualTo(sessions);
    }
}
