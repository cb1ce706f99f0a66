package freshet.trainer.calibration;

/** Two parameters. */
record PlanePoint(double x, double y) {}
