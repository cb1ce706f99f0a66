package freshet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void sharesAndDecimals_haveFixedPlaces() {
        assertThat(Numbers.percent(0.66412)).isEqualTo("66.41 %");
        assertThat(Numbers.unsigned(0)).isEqualTo("0.00");
        assertThat(Numbers.decimal(1234.5, 1)).isEqualTo("1,234.5");
    }

    @Test
    void aFigureOverNothing_isNone() {
        assertThat(Numbers.percent(Double.NaN)).isEqualTo("n/a");
        assertThat(Numbers.unsigned(Double.NaN)).isEqualTo("n/a");
        assertThat(Numbers.decimal(Double.NaN, 1)).isEqualTo("n/a");
        assertThat(Numbers.percents(Double.NaN)).as("the height of a bar").isZero();
    }
}
