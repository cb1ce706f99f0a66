package freshet.trainer.calibration;

/** A loss that depends on two parameters. */
@FunctionalInterface
interface PlaneLoss {

    /** The loss at a point, with its derivatives. */
    Value at(double x, double y);

    /**
     * A loss with its first derivatives and its curvature: the second ones, or an estimate that is
     * never negative.
     *
     * @param loss in nats
     * @param dx ∂/∂x
     * @param dy ∂/∂y
     * @param dxx ∂²/∂x²
     * @param dxy ∂²/∂x∂y
     * @param dyy ∂²/∂y²
     */
    record Value(double loss, double dx, double dy, double dxx, double dxy, double dyy) {}
}
