package freshet.model.calibration;

/**
 * The log odds that the next item is among the first, as a line.
 *
 * @param intercept from −20 to 20
 * @param slope from 0 to 20
 */
public record ShareLine(double intercept, double slope) {

    public ShareLine {
        Calibration.require("intercept", intercept, -Calibration.MOST);
        Calibration.require("slope", slope, 0);
    }
}
