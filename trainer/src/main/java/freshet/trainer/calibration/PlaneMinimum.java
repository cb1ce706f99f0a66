package freshet.trainer.calibration;

/**
 * The minimum of a loss of two parameters within a box, a local one where it is not convex:
 * Newton's method, projected into the box; a parameter at a bound that the loss pushes it against
 * is left there (Bertsekas 1982, "Projected Newton Methods for Optimization Problems with Simple
 * Constraints").
 */
final class PlaneMinimum {
    private static final int STEPS = 50;
    private static final int HALVINGS = 30;
    private static final double CLOSE = 1e-5; // of a step
    private static final double RIDGE = 1e-9; // keeps a flat direction solvable

    private PlaneMinimum() {}

    /** @param x where to start, as {@code y} within the box */
    static PlanePoint of(PlaneLoss loss, PlaneBox box, double x, double y) {
        PlanePoint at = new PlanePoint(x, y);
        for (int step = 0; step < STEPS; step++) {
            PlanePoint next = step(loss, box, at);
            double moved = Math.hypot(next.x() - at.x(), next.y() - at.y());
            at = next;
            if (moved < CLOSE) {
                break;
            }
        }
        return at;
    }

    /** A point of less loss, or the same one where no step lessens it. */
    private static PlanePoint step(PlaneLoss loss, PlaneBox box, PlanePoint at) {
        PlaneLoss.Value here = loss.at(at.x(), at.y());
        boolean freeX = here.dx() > 0 ? at.x() > box.leastX() : at.x() < box.mostX();
        boolean freeY = here.dy() > 0 ? at.y() > box.leastY() : at.y() < box.mostY();
        PlanePoint direction = direction(here, freeX, freeY);
        for (double length = 1; length > Math.scalb(1.0, -HALVINGS); length /= 2) {
            PlanePoint next =
                    new PlanePoint(box.x(at.x() - length * direction.x()), box.y(at.y() - length * direction.y()));
            if (loss.at(next.x(), next.y()).loss() < here.loss()) {
                return next;
            }
        }
        return at;
    }

    /** H⁻¹ g over the parameters that are free to move. */
    private static PlanePoint direction(PlaneLoss.Value value, boolean freeX, boolean freeY) {
        double dxx = value.dxx() + RIDGE;
        double dyy = value.dyy() + RIDGE;
        if (!freeX || !freeY) {
            return new PlanePoint(freeX ? value.dx() / dxx : 0, freeY ? value.dy() / dyy : 0);
        }
        double determinant = dxx * dyy - value.dxy() * value.dxy();
        return new PlanePoint(
                (dyy * value.dx() - value.dxy() * value.dy()) / determinant,
                (dxx * value.dy() - value.dxy() * value.dx()) / determinant);
    }
}
