package freshet.model.evaluation;

/**
 * Result of an {@link Evaluator}.
 *
 * @param metrics over all predictions
 * @param sessions sessions, those of a single event included
 * @param events events that were answered
 * @param repeats events left out because the session had them already
 * @param unknown answered events whose item is not in the vocabulary
 */
public record Evaluation(RankingMetrics metrics, long sessions, long events, long repeats, long unknown) {}
