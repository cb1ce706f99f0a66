package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.neural.weights.ItemShare;
import java.util.Arrays;
import java.util.List;
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

    /** Members find what one alone finds, each its own part in the same order. */
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

            for (int member = 0; member < 2; member++) {
                ItemShare own = new ItemShare(member, 2, SUPPORT.length);
                Candidates share = shares.get(member);
                int[] places = IntStream.range(0, whole.count)
                        .filter(c -> own.has(whole.items[c]))
                        .toArray();
                assertThat(share.count).isEqualTo(places.length);
                for (int c = 0; c < places.length; c++) {
                    assertThat(share.items[c]).isEqualTo(whole.items[places[c]]);
                    assertThat(share.times[c]).isEqualTo(whole.times[places[c]]);
                }
                for (int session = 0; session < 4; session++) {
                    int place = share.targets[session];
                    assertThat(place != Candidates.ELSEWHERE).isEqualTo(own.has(next[session]));
                    assertThat(place == Candidates.ELSEWHERE ? next[session] : share.items[place])
                            .isEqualTo(next[session]);
                }
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
