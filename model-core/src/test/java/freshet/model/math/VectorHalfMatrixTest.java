package freshet.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorHalfMatrixTest {
    private static final double ULP = 0x1p-7; // of 1, with eight significant bits

    @ParameterizedTest
    @CsvSource({"1,1", "-1,-1", "0,0", "-0.0,-0.0", "0.3333,0.333984375", "-3.14159,-3.140625", "1.4e-45,0", "200.5,200"
    })
    void aValueIsRoundedToTheNearestOfEightBits(float value, float rounded) {
        assertThat(VectorHalfMatrix.rounded(value)).isEqualTo(rounded);
    }

    @Test
    void ofTwoEquallyNearValuesTheEvenOneIsTaken() {
        float tie = (float) (1 + ULP / 2);
        assertThat(VectorHalfMatrix.rounded(tie)).isEqualTo(1f);
        assertThat(VectorHalfMatrix.rounded((float) (1 + 3 * ULP / 2))).isEqualTo((float) (1 + 2 * ULP));
    }

    @Test
    void roundingIsOffByAtMostOnePartIn256() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            float value = (float) (random.nextGaussian() * Math.exp(10 * random.nextGaussian()));
            assertThat((double) VectorHalfMatrix.rounded(value)).isCloseTo(value, within(Math.abs(value) / 256.0));
        }
    }

    /** One to seventeen rows: tiles alone, in pairs, and what is left over. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8, 9, 12, 17})
    void aProductIsThatOfTheRoundedValuesToTheBit(int rows) {
        int depth = 37;
        int columns = 101;
        float[] b = gaussians(new Random(1), depth * columns);
        float[] a = gaussians(new Random(2), rows * depth);
        VectorHalfMatrix half = new VectorHalfMatrix(depth, columns, (k, column) -> b[k * columns + column]);
        VectorMatrix whole = new VectorMatrix(
                depth, columns, (k, column) -> nearest(b[k * columns + column]).floatValue());
        assertThat(product(half, a, rows, depth)).containsExactly(product(whole, a, rows, depth));
    }

    /** Of the two neighbours in eight bits, by decimal arithmetic. */
    private static BigDecimal nearest(float value) {
        float below = Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
        float above = Float.intBitsToFloat((Float.floatToRawIntBits(value) & 0xffff0000) + 0x10000);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal down = exact.subtract(new BigDecimal(below)).abs();
        BigDecimal up = new BigDecimal(above).subtract(exact).abs();
        return down.compareTo(up) < 0 ? new BigDecimal(below) : new BigDecimal(above);
    }

    private static float[] product(VectorPanels b, float[] a, int rows, int depth) {
        float[] tiles = new float[VectorPanels.tiledLength(rows, depth)];
        for (int row = 0; row < rows; row++) {
            VectorPanels.putRow(a, row * depth, depth, tiles, depth, row, 0);
        }
        float[] out = new float[VectorPanels.tiledLength(rows, b.paddedColumns())];
        b.multiply(tiles, rows, new float[b.paddedColumns()], out);
        return Arrays.copyOf(out, rows * b.paddedColumns());
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
