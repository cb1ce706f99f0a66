package freshet.trainer.calibration;

/** Adds up losses of single answers. For one thread. */
final class LossSum {
    private int count;
    private double loss;
    private double dx;
    private double dy;
    private double dxx;
    private double dxy;
    private double dyy;

    void add(PlaneLoss.Value value) {
        count++;
        loss += value.loss();
        dx += value.dx();
        dy += value.dy();
        dxx += value.dxx();
        dxy += value.dxy();
        dyy += value.dyy();
    }

    /** The mean; all zero where nothing was added. */
    PlaneLoss.Value mean() {
        double n = Math.max(1, count);
        return new PlaneLoss.Value(loss / n, dx / n, dy / n, dxx / n, dxy / n, dyy / n);
    }
}
