package freshet.model.evaluation;

/**
 * How good the predictions of one band are.
 *
 * @param band session lengths or positions
 * @param metrics over its predictions, at least one
 */
public record BandMetrics(Band band, RankingMetrics metrics) {}
