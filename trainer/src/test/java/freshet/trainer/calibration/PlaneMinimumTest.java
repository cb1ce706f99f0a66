package freshet.trainer.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlaneMinimumTest {
    private static final PlaneBox WIDE = new PlaneBox(-20, 20, -20, 20);

    @Test
    void aBowlIsLeftAtItsBottom() {
        PlanePoint found = PlaneMinimum.of(bowl(3, -2), WIDE, 0, 1);
        assertThat(found.x()).isCloseTo(3, within(1e-6));
        assertThat(found.y()).isCloseTo(-2, within(1e-6));
    }

    /** (x − 3)² + (x − 3)(y + 2) + (y + 2)² with y ≥ 0: there 2 (x − 3) + (y + 2) = 0, so x = 2. */
    @Test
    void aBottomOutsideOfTheBoxGivesTheBestOfItsEdge() {
        PlanePoint found = PlaneMinimum.of(bowl(3, -2), new PlaneBox(-20, 20, 0, 20), 0, 1);
        assertThat(found.x()).isCloseTo(2, within(1e-6));
        assertThat(found.y()).isZero();
    }

    /** A flat direction: the loss does not depend on y. */
    @Test
    void aParameterWithoutEffectStays() {
        PlaneLoss flat = (x, y) -> new PlaneLoss.Value((x - 1) * (x - 1), 2 * (x - 1), 0, 2, 0, 0);
        PlanePoint found = PlaneMinimum.of(flat, WIDE, 0, 7);
        assertThat(found.x()).isCloseTo(1, within(1e-6));
        assertThat(found.y()).isEqualTo(7);
    }

    /** Newton's step alone would leap from 5 to −70: log cosh has hardly any curvature there. */
    @Test
    void aStepThatIsTooLongIsHalved() {
        PlaneLoss steep = (x, y) -> new PlaneLoss.Value(
                logCosh(x) + logCosh(y),
                Math.tanh(x),
                Math.tanh(y),
                1 - Math.tanh(x) * Math.tanh(x),
                0,
                1 - Math.tanh(y) * Math.tanh(y));
        PlanePoint found = PlaneMinimum.of(steep, WIDE, 5, -4);
        assertThat(found.x()).isCloseTo(0, within(1e-4));
        assertThat(found.y()).isCloseTo(0, within(1e-4));
    }

    private static double logCosh(double x) {
        return Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x)));
    }

    private static PlaneLoss bowl(double centreX, double centreY) {
        return (x, y) -> {
            double u = x - centreX;
            double v = y - centreY;
            return new PlaneLoss.Value(u * u + u * v + v * v, 2 * u + v, u + 2 * v, 2, 1, 2);
        };
    }
}
