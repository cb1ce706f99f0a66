package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * SLIST (Choi, Kim, Lee, Shim and Lee, "Session-aware Linear Item-Item Models for Session-based
 * Recommendation", WWW 2021): weights B between items (V,V) that answer two questions at once, with
 * the least squared error. SLIS has each session's items X (sessions, V) find
 * themselves. SLIT has the events S before each point of a session find those after
 * it, T (points, V):
 *
 * <pre>
 *   B = argmin  α ‖X − X·B‖²_W + (1 − α) ‖T − S·B‖²_W + λ ‖B‖²,   B_jj ≤ ξ
 *     = (α XᵀWX + (1 − α) SᵀWS + λI)⁻¹ (α XᵀWX + (1 − α) SᵀWT)  where no B_jj is bounded
 *   W = exp(−age of the session / δ_time),   S = exp(−distance to the point / δ_pos)
 * </pre>
 *
 * <p>A row of X and of S adds up to 1. Scores are those of {@code slist} in the job, with δ_inf.
 * α = 1 is SLIS alone, α = 0 SLIT alone. The job keeps the largest weights above 0 of each item.
 * Immutable.
 */
public final class SlistTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "slist";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = List.of(
            Setting.real("similarity", "share of similarity against transitions, alpha", 0.6, 0, 1),
            Setting.real("regularisation", "lambda, added to the diagonal", 10, 1e-6, 1e6),
            Setting.real("train_events", "events by which an event's weight falls to 1/e, training", 1, 0.05, 1_000),
            Setting.real("serve_events", "events by which an event's weight falls to 1/e, serving", 1, 0.05, 1_000),
            Setting.real("session_days", "days by which a session's weight falls to 1/e, 0 never", 0, 0, 10_000),
            Setting.whole("steps", "events after a point of a session that are its targets", 3, 1, 50),
            Setting.real("self", "most weight of an item for itself, xi", 1, 0, 10),
            Setting.whole("rules", "weights kept per item, the largest", 200, 1, 10_000),
            Setting.whole("session_items", "latest events that count of a session", 50, 2, 1_000));

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.of(
                    "similarity", "0/0.2/0.4/0.6/0.8",
                    "steps", "1/3/5",
                    "regularisation", "3/10/30/100",
                    "train_events", "0.5/1/2/4",
                    "serve_events", "0.5/1/2/4",
                    "session_days", "0/4/16/64"));

    private static final double SMOOTHING = 0.01; // of the loss: share of the popularity

    private final SlistSettings settings;

    public SlistTrainer(Settings given) {
        super(KIND, given);
        this.settings = SlistSettings.from(given);
    }

    @Override
    CountedModel count(TrainingData data) {
        return count(data, share -> {});
    }

    @Override
    CountedModel count(TrainingData data, DoubleConsumer done) {
        MatrixMemory.ofMachine().require(KIND, data.vocabulary().size());
        float decay = (float) StrictMath.exp(-1 / settings.serveEvents());
        ItemRules rules = SlistWeights.solve(data, settings, done);
        SlistScores scores = new SlistScores(rules, decay);
        return new CountedModel(
                JsonNodeFactory.instance.objectNode().put("position_decay", decay),
                rules.tensors(),
                scores.meanLoss(data, SMOOTHING),
                session -> best(scores.of(session)));
    }

    private static List<RankedItem> best(double[] scores) {
        double total = Arrays.stream(scores).sum();
        return RankedItem.best(scores, SelfTests.LIST_LENGTH).stream()
                .filter(item -> item.probability() > 0)
                .map(item -> new RankedItem(item.row(), (float) (scores[item.row()] / total)))
                .toList();
    }
}
