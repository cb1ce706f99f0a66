package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.column.IntColumn;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * VMIS-kNN (Kersbergen, Sprangers and Schelter, "Serenade: Low-Latency Session-Based Recommendation
 * in e-Commerce at Scale", SIGMOD 2022, section 3): the index of the newest past sessions. Of the m
 * newest ones n that share an item with session s, the k most similar ones, N, vote; of equally
 * similar ones the newer:
 *
 * <pre>
 *   similarity(n, s) = Σ_{i ∈ s ∩ n} position(i) / |s|
 *   score(j | s)     = Σ_{n ∈ N, j ∈ n} λ(n, s) · similarity(n, s) · weight(j)
 *   weight(j)        = log((1 + sessions) / sessions with j) ^ idf
 *   λ(n, s)          = 1 − x / 10, at least 0: the x-th last event of s is the latest that n shares
 * </pre>
 *
 * <p>Positions count from 1 and a repeated item counts where it was last. The paper's weight has no
 * 1 and no power: with the 1 it is above 0 for an item of every session. Its program leaves the
 * session's last item out. Here that item gets the score that makes its probability the share of
 * the training events that repeat the one before: all neighbours have it, so its votes say nothing.
 * The program's other values are m 500, k 50 to 100, last_items 2 and idf 1. Sessions are as new as
 * their start. Immutable.
 */
public final class VmisKnnTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "vmis-knn";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = List.of(
            Setting.whole("recent_sessions", "newest past sessions that share an item, m", 2500, 1, 10_000),
            Setting.whole("neighbours", "most similar ones of them, which vote, k", 250, 1, 10_000),
            Setting.whole("last_items", "last events of a session that are compared", 9, 1, 50),
            Setting.real("idf", "power of an item's inverse document frequency", 1.5, 0, 4),
            Setting.whole("session_items", "latest distinct items kept of a past session", 50, 2, 1_000));

    /** What a search varies if the user does not say, around the choices of the paper's program. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.of(
                    "recent_sessions", "250/500/1000/2500/5000",
                    "neighbours", "50/100/250/500/1000",
                    "last_items", "2/3/5/9",
                    "idf", "1/1.5/2/3"));

    private static final float MOST_REPEATS = 0.99f;
    private static final int JUDGED = 200; // predictions of the loss, each through all past sessions

    private final int recent;
    private final int neighbours;
    private final int lastItems;
    private final double idf;
    private final int sessionItems;

    public VmisKnnTrainer(Settings given) {
        super(KIND, given);
        this.recent = given.integer("recent_sessions");
        this.neighbours = given.integer("neighbours");
        this.lastItems = given.integer("last_items");
        this.idf = given.real("idf");
        this.sessionItems = given.integer("session_items");
    }

    @Override
    CountedModel count(TrainingData data) {
        int items = data.vocabulary().size();
        PastSessions past = PastSessions.of(data, sessionItems);
        float[] weights = weights(past.sessionsOf(items), past.count());
        Map<String, Tensor> tensors = new TreeMap<>(past.index(items, recent));
        tensors.put("vmis.weight", Tensor.floats(weights, items));
        float repeatShare = repeatShare(data);
        NearestSessions reference = new NearestSessions(past, weights, recent, neighbours, lastItems, repeatShare);
        return new CountedModel(
                configuration(repeatShare), tensors, meanLoss(data, reference), session -> best(reference, session));
    }

    private ObjectNode configuration(float repeatShare) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("recent_sessions", recent)
                .put("neighbours", neighbours)
                .put("last_items", lastItems)
                .put("repeat_share", repeatShare);
    }

    /** Under 1 also where every event repeats the one before. */
    private static float repeatShare(TrainingData data) {
        int repeats = 0;
        for (int s = 0; s < data.sessions(); s++) {
            for (int i = data.sessionOffsets().get(s) + 1;
                    i < data.sessionOffsets().get(s + 1);
                    i++) {
                repeats += data.items().get(i) == data.items().get(i - 1) ? 1 : 0;
            }
        }
        return Math.min(MOST_REPEATS, (float) repeats / data.predictions());
    }

    private float[] weights(int[] sessionsOf, int sessions) {
        float[] weights = new float[sessionsOf.length];
        for (int item = 0; item < weights.length; item++) {
            // An item may be in no session as kept: it was early in longer ones.
            double share = (1.0 + sessions) / Math.max(1, sessionsOf[item]);
            weights[item] = (float) StrictMath.pow(StrictMath.log(share), idf);
        }
        return weights;
    }

    private static List<RankedItem> best(NearestSessions reference, int[] session) {
        double[] scores = reference.scores(IntColumn.of(session), 0, session.length);
        double total = Arrays.stream(scores).sum();
        return RankedItem.best(scores, SelfTests.LIST_LENGTH).stream()
                .filter(item -> item.probability() > 0)
                .map(item -> new RankedItem(item.row(), (float) (scores[item.row()] / total)))
                .toList();
    }

    /**
     * Mean of −log p over some events that follow another one, evenly spread. Events that no
     * neighbour has get a share too, p(j | s) = (score(j) + support(j) / Σ support) / (Σ score +
     * 1). The session itself is among the past ones, so the loss is far lower than on new sessions.
     */
    private static double meanLoss(TrainingData data, NearestSessions reference) {
        double events = LongStream.of(data.support()).sum();
        int step = Math.max(1, data.predictions() / JUDGED);
        double loss = 0;
        int judged = 0;
        int prediction = 0;
        for (int s = 0; s < data.sessions(); s++) {
            int from = data.sessionOffsets().get(s);
            for (int i = from + 1; i < data.sessionOffsets().get(s + 1); i++, prediction++) {
                if (prediction % step == 0) {
                    double[] scores = reference.scores(data.items(), from, i);
                    double share = data.support()[data.items().get(i)] / events;
                    loss -= StrictMath.log((scores[data.items().get(i)] + share)
                            / (Arrays.stream(scores).sum() + 1));
                    judged++;
                }
            }
        }
        return loss / judged;
    }
}
