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
 * @param seconds of a training, on the clock
 * @param bundleBytes size of the bundle's file
 * @param stateBytes of the vector that the job keeps per session beside its events; 0 for none
 */
public record ComparedModel(
        String name,
        int trainings,
        double recall,
        double recallSpread,
        double mrr,
        double coverage,
        double calibrationError,
        double seconds,
        long bundleBytes,
        int stateBytes) {}
