package freshet.cli.compare;

/**
 * What a contender was worth, and what it cost.
 *
 * @param contest on which sessions
 * @param recall at 20, {@code mrr} at 20, and {@code coverage} of the lists of 20, in [0, 1]
 * @param calibrationError expected calibration error of the first item's probability, in [0, 1]
 * @param seconds of the training, on the clock
 * @param cpuSeconds of the training, of all threads
 * @param bundleBytes size of the bundle's file
 * @param stateBytes of the vector that the job keeps per session
 */
record Finish(
        Contest contest,
        Contender contender,
        double recall,
        double mrr,
        double coverage,
        double calibrationError,
        double seconds,
        double cpuSeconds,
        long bundleBytes,
        int stateBytes) {}
