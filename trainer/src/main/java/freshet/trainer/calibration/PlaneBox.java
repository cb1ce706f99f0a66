package freshet.trainer.calibration;

/** Bounds of two parameters x and y, both inclusive. */
record PlaneBox(double leastX, double mostX, double leastY, double mostY) {

    double x(double x) {
        return Math.max(leastX, Math.min(mostX, x));
    }

    double y(double y) {
        return Math.max(leastY, Math.min(mostY, y));
    }
}
