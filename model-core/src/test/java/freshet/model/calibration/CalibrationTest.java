package freshet.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final ShareLine LINE = new ShareLine(0, 1);

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0, -1, 0.049, 20.1, 1e30, Double.POSITIVE_INFINITY})
    void aTemperatureOutOfItsRangeIsNamed(double temperature) {
        assertThatThrownBy(() -> new Calibration(temperature, 0, LINE, LINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("temperature is " + temperature + "; it must be from 0.05 to 20.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -21, 20.1, 1e30, Double.NEGATIVE_INFINITY})
    void everyOtherParameterHasARangeToo(double value) {
        assertThatThrownBy(() -> new Calibration(1, value, LINE, LINE))
                .hasMessageStartingWith("rank_discount is " + value);
        assertThatThrownBy(() -> new ShareLine(value, 1)).hasMessageStartingWith("intercept is " + value);
        assertThatThrownBy(() -> new ShareLine(0, value)).hasMessageStartingWith("slope is " + value);
    }

    @Test
    void theShareOfAFullAnswerRisesWithItsSum() {
        Calibration calibration = new Calibration(1, 0, new ShareLine(0.3, 0.6), LINE);
        assertThat(calibration.share(0.5, 20)).isCloseTo((float) (1 / (1 + Math.exp(-0.3))), within(1e-6f));
        assertThat(calibration.share(0.9, 20)).isGreaterThan(calibration.share(0.5, 20));
        assertThat(calibration.share(1.0000001, 20)).isEqualTo(calibration.share(0.999, 20));
        assertThat(calibration.share(0, 20)).isEqualTo(calibration.share(0.001, 20));
    }

    @Test
    void theShareOfAShortAnswerRisesWithItsLength() {
        Calibration calibration = new Calibration(1, 0, LINE, new ShareLine(-1, 1));
        assertThat(calibration.share(1, 1)).isCloseTo((float) (1 / (1 + Math.E)), within(1e-6f));
        assertThat(calibration.share(1, 10)).isCloseTo((float) (1 / (1 + Math.E / 10)), within(1e-6f));
    }
}
