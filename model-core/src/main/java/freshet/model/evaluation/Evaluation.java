package freshet.model.evaluation;

import java.util.List;

/**
 * Result of an {@link Evaluator}.
 *
 * @param settings what was asked
 * @param sessions sessions, those of a single event included
 * @param events events, repeats not counted
 * @param repeats events left out because the session had them already
 * @param equalTimes events that share their time with another one of their session, and so are in
 *     the order of the log
 * @param unknown events whose item is not in the vocabulary
 * @param qualities one per K of the settings, rising
 * @param reliabilities of the probabilities of the first item and of the first K at the largest K,
 *     once where these are one; empty unless the settings ask for them
 */
public record Evaluation(
        EvaluationSettings settings,
        long sessions,
        long events,
        long repeats,
        long equalTimes,
        long unknown,
        List<Quality> qualities,
        List<Reliability> reliabilities) {

    /** All figures at the largest K. */
    public Quality quality() {
        return qualities.get(qualities.size() - 1);
    }

    /** Metrics over all predictions at the largest K. */
    public RankingMetrics metrics() {
        return quality().metrics();
    }
}
