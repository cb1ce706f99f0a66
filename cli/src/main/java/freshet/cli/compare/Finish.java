package freshet.cli.compare;

/**
 * What a contender was worth, and what it cost.
 *
 * @param contest on which sessions
 * @param recall at 20, {@code mrr} at 20, and {@code coverage} of the lists of 20, in [0, 1]
 * @param calibrationError expected calibration error of the first item's probability, in [0, 1]
 * @param listCalibrationError the same of the first 20 items together
 * @param seconds of the training, on the clock
 * @param bundleBytes size of the bundle's file
 * @param vectorBytes of the vector that the job keeps per session
 * @param cost of answering; NaN where an older journal has none
 */
record Finish(
        Contest contest,
        Contender contender,
        double recall,
        double mrr,
        double coverage,
        double calibrationError,
        double listCalibrationError,
        double seconds,
        long bundleBytes,
        int vectorBytes,
        AnsweringCost cost) {}
