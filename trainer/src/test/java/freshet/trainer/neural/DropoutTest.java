package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    private static final int COUNT = 400_000;

    /** The share's standard deviation is at most 0.0008, so 0.004 is five of them. */
    @ParameterizedTest
    @ValueSource(floats = {0.1f, 0.5f, 0.9f})
    void rateIsTheShareThatIsDroppedAndTheExpectationStays(float rate) {
        float[] values = ones();
        Dropout dropout = new Dropout(rate, 1, COUNT, List.of(new SplittableRandom(5)));
        dropout.draw(0, 1, 0, 1);
        dropout.apply(values, 0);

        long dropped = 0;
        double sum = 0;
        for (float value : values) {
            assertThat(value == 0f || Math.abs(value - 1 / (1 - rate)) < 1e-5).isTrue();
            dropped += value == 0f ? 1 : 0;
            sum += value;
        }
        assertThat((double) dropped / COUNT).isCloseTo(rate, within(0.004));
        assertThat(sum / COUNT).isCloseTo(1, within(0.004 / (1 - rate)));
    }

    @Test
    void gradientPassesWhereTheValuePassed() {
        Dropout dropout = new Dropout(0.5f, 3, 33, List.of(new SplittableRandom(5)));
        float[] values = ones();
        float[] gradient = ones();
        dropout.draw(0, 3, 0, 3);
        dropout.apply(values, 1);
        dropout.apply(gradient, 1);

        assertThat(gradient).isEqualTo(values);
        dropout.apply(gradient, 2);
        assertThat(gradient).as("another row has its own").isNotEqualTo(values);
    }

    /** Rows of odd length: a random number serves the end of one and the begin of the next. */
    @Test
    void membersDropWhatOneAloneWould() {
        Dropout one = new Dropout(0.5f, 5, 33, List.of(new SplittableRandom(5)));
        Dropout two = new Dropout(0.5f, 5, 33, List.of(new SplittableRandom(5), new SplittableRandom(5)));
        for (int rows = 5; rows > 2; rows--) {
            one.draw(0, rows, 0, rows);
            two.draw(1, rows, 2, rows);
            two.draw(0, rows, 0, 2);
            for (int row = 0; row < rows; row++) {
                float[] expected = ones();
                float[] values = ones();
                one.apply(expected, row);
                two.apply(values, row);
                assertThat(values).isEqualTo(expected);
            }
        }
    }

    @Test
    void rateZeroChangesNothing() {
        Dropout dropout = new Dropout(0f, 1, 3, List.of(new SplittableRandom(5)));
        float[] values = {1, -2, Float.MIN_VALUE};
        dropout.draw(0, 1, 0, 1);
        dropout.apply(values, 0);

        assertThat(values).containsExactly(1, -2, Float.MIN_VALUE);
    }

    private static float[] ones() {
        float[] values = new float[COUNT];
        Arrays.fill(values, 1f);
        return values;
    }
}
