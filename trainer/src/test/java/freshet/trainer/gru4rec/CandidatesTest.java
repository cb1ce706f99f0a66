package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final long[] SUPPORT = {9, 4, 4, 1, 1};

    /** The sampler of the same seed tells what is drawn. */
    @Test
    void everyItemStandsOnceWithHowOftenItWasTargetOrDrawn() {
        int[] drawn = new int[20];
        new NegativeSampler(SUPPORT, 0.5, new SplittableRandom(3)).draw(drawn, 0, 20);
        int[] times = {0, 2, 0, 1, 0};
        Arrays.stream(drawn).forEach(item -> times[item]++);

        Candidates candidates = candidates(20);
        candidates.draw(new int[] {1, 3, 1, 0}, 3);

        assertThat(Arrays.copyOf(candidates.items, candidates.count))
                .startsWith(1, 3)
                .doesNotHaveDuplicates();
        for (int c = 0; c < candidates.count; c++) {
            assertThat(candidates.times[c]).isEqualTo(times[candidates.items[c]]);
        }
        assertThat(Arrays.copyOf(candidates.targets, 3)).containsExactly(0, 1, 0);
    }

    @Test
    void nextStepStartsAfresh() {
        Candidates candidates = candidates(0);
        candidates.draw(new int[] {1, 3}, 2);

        candidates.draw(new int[] {4, 1}, 2);

        assertThat(candidates.count).isEqualTo(2);
        assertThat(candidates.items).startsWith(4, 1);
        assertThat(candidates.times).startsWith(1, 1);
    }

    private static Candidates candidates(int samples) {
        return new Candidates(SUPPORT.length, 4, new NegativeSampler(SUPPORT, 0.5, new SplittableRandom(3)), samples);
    }
}
