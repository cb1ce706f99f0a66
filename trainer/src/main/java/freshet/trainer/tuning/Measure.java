package freshet.trainer.tuning;

/**
 * The model of one epoch on the validation sessions.
 *
 * @param recall Recall@20 in [0, 1]
 * @param mrr MRR@20 in [0, 1]
 */
public record Measure(double recall, double mrr) {}
