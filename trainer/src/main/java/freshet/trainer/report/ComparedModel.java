package freshet.trainer.report;

/**
 * A model on one log: means over its trainings.
 *
 * @param name of the model, with the settings that are not its defaults
 * @param trainings one per seed; one for a model that counts
 * @param recall at 20, in [0, 1]
 * @param recallSpread the largest recall less the smallest
 * @param mrr at 20, in [0, 1]
 * @param coverage share of the items that are in at least one list of 20, in [0, 1]
 * @param calibrationError expected calibration error of the first item's probability, in [0, 1]
 * @param listCalibrationError the same of the first 20 items together; NaN if it was not measured
 * @param seconds of a training, on the clock
 * @param eventsPerCoreSecond that the job's code answers; NaN if it was not measured
 * @param bundleBytes size of the bundle's file
 * @param sessionBytes mean of what the job keeps per session; NaN if it was not measured
 */
public record ComparedModel(
        String name,
        int trainings,
        double recall,
        double recallSpread,
        double mrr,
        double coverage,
        double calibrationError,
        double listCalibrationError,
        double seconds,
        double eventsPerCoreSecond,
        long bundleBytes,
        double sessionBytes) {}
