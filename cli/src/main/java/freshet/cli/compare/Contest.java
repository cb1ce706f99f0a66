package freshet.cli.compare;

/**
 * What a training learned from and was measured on, by which trainings can be compared.
 *
 * @param log name
 * @param trainHash SHA-256 of the sessions that were learned from
 * @param validationHash of those that chose the epoch; empty without any
 * @param testHash of those that the model was measured on
 * @param predictions that it was measured by
 */
record Contest(String log, String trainHash, String validationHash, String testHash, long predictions) {}
