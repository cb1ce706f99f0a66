package freshet.trainer;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.EvaluationSettings;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures a model on sessions as the job would answer them: every prefix a prediction, all items
 * ranked. Immutable.
 */
public final class Validation {
    /** Ranks that count. */
    public static final int K = 20;

    /** Among a bundle's metrics: Recall@20 in [0, 1] on the validation sessions. */
    public static final String RECALL = "validation_recall@" + K;

    /** Among a bundle's metrics: MRR@20 in [0, 1] on the validation sessions. */
    public static final String MRR = "validation_mrr@" + K;

    private static final SessionRules RULES = new SessionRules(SessionRules.NO_GAP, SessionRules.DEFAULT.maxItems());

    private final List<Session> sessions;

    /**
     * @param sessions as they are to be played, none of them joined with another one of the same
     *     key
     */
    public Validation(List<Session> sessions) {
        this.sessions = sessions;
    }

    /** Recall@20 and MRR@20. */
    public RankingMetrics measure(ModelBundle bundle) {
        return evaluate(bundle, EvaluationSettings.at(K)).metrics();
    }

    /** All figures at 20, those of the probabilities too. */
    public Evaluation evaluate(ModelBundle bundle) {
        return evaluate(bundle, EvaluationSettings.at(K).withProbabilities());
    }

    private Evaluation evaluate(ModelBundle bundle, EvaluationSettings settings) {
        try (ServedModel served = ModelLoader.load(bundle, 1)) {
            return new Evaluator(served, RULES, settings)
                    .play(sessions.stream().map(Session::events).iterator());
        }
    }

    /**
     * The same model with what has been measured among its metrics, as {@link #RECALL} and
     * {@link #MRR}.
     */
    public static ModelBundle note(ModelBundle bundle, RankingMetrics measured) {
        Map<String, Double> metrics = new TreeMap<>(bundle.metrics());
        metrics.put(RECALL, measured.recall());
        metrics.put(MRR, measured.mrr());
        return bundle.withMetrics(metrics);
    }
}
