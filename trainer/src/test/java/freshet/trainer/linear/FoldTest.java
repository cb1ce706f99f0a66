package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FoldTest {

    @Test
    void everyValueCountsOnceOfAnyNumber() {
        for (int count = 1; count < 300; count++) {
            Fold fold = new Fold(count);
            float[] values = new float[count + 1];
            values[count] = 1e9f; // beyond
            double sum = 0;
            for (int i = 0; i < count; i++) {
                values[i] = i - 500;
                sum += values[i];
            }
            assertThat(fold.sum(values, count)).isEqualTo(sum);
            for (int i = 0; i < count; i++) {
                float before = values[i];
                values[i] = 7;
                assertThat(fold.max(values, count)).as("%s of %s", i, count).isEqualTo(7);
                values[i] = Float.NaN;
                assertThat(fold.max(values, count)).as("%s of %s", i, count).isNaN();
                values[i] = before;
            }
        }
    }

    /** 2^-24 per addition, and twelve of them upon each other. */
    @Test
    void sumOfThousandsKeepsItsPrecision() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[4000];
        double exact = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
            exact += values[i];
        }
        assertThat(new Fold(4000).sum(values, 4000)).isCloseTo(exact, within(exact * 12 / (1 << 24)));
    }
}
