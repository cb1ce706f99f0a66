package freshet.trainer.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussiansTest {
    private static final int ROWS = 500;
    private static final int COLUMNS = 40;

    @Test
    void momentsAreThoseOfTheNormalDistribution() {
        Gaussians numbers = new Gaussians(ROWS, COLUMNS, List.of(new SplittableRandom(7)));
        numbers.draw(0, ROWS, 0, ROWS);

        double[] moments = new double[5];
        int beyond = 0;
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            double value = numbers.value(i / COLUMNS, i % COLUMNS);
            for (int power = 1; power < moments.length; power++) {
                moments[power] += Math.pow(value, power) / (ROWS * COLUMNS);
            }
            beyond += Math.abs(value) > 1.959964 ? 1 : 0;
        }
        assertThat(moments[1]).isCloseTo(0, within(0.03));
        assertThat(moments[2]).isCloseTo(1, within(0.04));
        assertThat(moments[3]).isCloseTo(0, within(0.12));
        assertThat(moments[4]).isCloseTo(3, within(0.3));
        assertThat(beyond / (double) (ROWS * COLUMNS)).isCloseTo(0.05, within(0.007));
    }

    @Test
    void membersWriteDownTheirOwnRowsOfTheSameNumbers() {
        Gaussians alone = new Gaussians(5, 3, List.of(new SplittableRandom(7)));
        Gaussians together = new Gaussians(5, 3, List.of(new SplittableRandom(7), new SplittableRandom(7)));
        for (int step = 0; step < 2; step++) {
            alone.draw(0, 5, 0, 5);
            together.draw(1, 5, 2, 5);
            together.draw(0, 5, 0, 2);
        }

        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat(together.value(row, column)).isEqualTo(alone.value(row, column));
            }
        }
    }
}
