package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final long[] SUPPORT = {9, 4, 4, 1, 1};

    /** The sampler of the same seed tells what is drawn. */
    @Test
    void everyItemStandsOnceWithHowOftenItWasTargetOrDrawn() {
        int[] drawn = new int[20];
        new NegativeSampler(SUPPORT, 0.5).draw(new SplittableRandom(3), drawn);
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

    /** What one member of two finds is what one alone finds and has, in the same order. */
    @Test
    void sharesHaveWhatTheWholeHas() {
        int[] next = {1, 3, 1, 0};
        Candidates whole = candidates(20);
        List<Candidates> shares = ItemShare.of(2, SUPPORT.length).stream()
                .map(share -> candidates(share, 20))
                .toList();
        for (int step = 0; step < 3; step++) {
            whole.draw(next, 4);
            shares.forEach(share -> share.draw(next, 4));

            Map<Integer, Float> times = new LinkedHashMap<>();
            for (Candidates share : shares) {
                IntStream.range(0, share.count).forEach(c -> times.put(share.items[c], share.times[c]));
                for (int session = 0; session < 4; session++) {
                    int place = share.targets[session];
                    assertThat(place == Candidates.ELSEWHERE || share.items[place] == next[session])
                            .isTrue();
                }
            }
            assertThat(shares.stream().mapToInt(share -> share.count).sum()).isEqualTo(whole.count);
            for (int c = 0; c < whole.count; c++) {
                assertThat(times).containsEntry(whole.items[c], whole.times[c]);
            }
        }
        assertThat(shares).allMatch(share -> share.count > 0);
    }

    private static Candidates candidates(int samples) {
        return candidates(new ItemShare(0, 1, SUPPORT.length), samples);
    }

    private static Candidates candidates(ItemShare share, int samples) {
        return new Candidates(share, 4, new NegativeSampler(SUPPORT, 0.5), samples, new SplittableRandom(3));
    }
}
