package freshet.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopItemsTest {

    /** Held against a sort of everything; few levels make many ties. */
    @ParameterizedTest(name = "{0} items, top {1}, {2} different scores")
    @CsvSource({
        "1,1,1",
        "20,20,5",
        "1024,20,9",
        "1025,20,1000000",
        "5000,20,1000000",
        "5000,20,3",
        "3000,3000,50",
        "7,9,2"
    })
    void theBestComeOutInOrderAndEqualOnesByRow(int items, int k, int levels) {
        Random random = new Random(items + levels);
        TopItems top = new TopItems(k);
        for (int round = 0; round < 20; round++) {
            float[] all = new float[items];
            for (int row = 0; row < items; row++) {
                all[row] = random.nextInt(levels) - levels / 2f;
            }
            assertThat(best(top, all, k)).containsExactly(reference(all, k));
        }
    }

    @Test
    void whatIsNotRankedIsLeftOut() {
        float[] all = new float[3_000];
        Arrays.fill(all, Float.NEGATIVE_INFINITY);
        assertThat(best(new TopItems(5), all, 5)).isEmpty();
        all[2_999] = -7;
        all[1_024] = -7;
        all[40] = -8;
        assertThat(best(new TopItems(5), all, 5)).containsExactly(1_024, 2_999, 40);
        assertThat(best(new TopItems(2), all, 2)).containsExactly(1_024, 2_999);
    }

    private static int[] best(TopItems top, float[] all, int k) {
        int[] rows = new int[k];
        int count = top.best(all, rows, new float[k]);
        return Arrays.copyOf(rows, count);
    }

    private static int[] reference(float[] all, int k) {
        return IntStream.range(0, all.length)
                .boxed()
                .sorted((a, b) -> all[a] != all[b] ? Float.compare(all[b], all[a]) : a - b)
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
