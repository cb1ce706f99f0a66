package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.trainer.TrainingData;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * The items most similar to the last one (Item-KNN in Hidasi et al., "Session-based Recommendations
 * with Recurrent Neural Networks", ICLR 2016, section 4): the cosine of the vectors of the sessions
 * that have them, damped so that items of few sessions are not similar by chance,
 *
 * <pre>
 *   w(i → j) = sessions with i and j / √((sessions with i + damping) (sessions with j + damping))
 * </pre>
 *
 * <p>Immutable.
 */
public final class ItemKnnTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "item-knn";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = List.of(
            Setting.whole("similar", "similar items kept per item", 100, 1, 10_000),
            Setting.real("damping", "sessions added to those of each item", 20, 0, 100_000),
            Setting.whole("session_items", "latest distinct items that count of a session", 50, 2, 1_000));

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.of("damping", "0/2/5/10/20/50/100", "session_items", "5/10/20/50", "similar", "50/100/200"));

    private final int similar;
    private final double damping;
    private final int sessionItems;

    public ItemKnnTrainer(Settings given) {
        super(KIND, given);
        this.similar = given.integer("similar");
        this.damping = given.real("damping");
        this.sessionItems = given.integer("session_items");
    }

    @Override
    CountedModel count(TrainingData data) {
        int items = data.vocabulary().size();
        PastSessions sessions = PastSessions.of(data, sessionItems);
        PastSessions.Lists byItem = sessions.byItem(items);
        ItemRules counted = ItemRules.of(items, similar, (row, item) -> count(sessions, byItem, item, row));
        return new CountedModel(
                JsonNodeFactory.instance.objectNode().put("damping", damping),
                counted.tensors(),
                counted.meanLoss(data),
                session -> counted.best(session[session.length - 1]));
    }

    private void count(PastSessions past, PastSessions.Lists byItem, int item, ItemRules.Row row) {
        for (int at = byItem.offsets()[item]; at < byItem.offsets()[item + 1]; at++) {
            int session = byItem.sessions()[at];
            for (int i = past.offsets()[session]; i < past.offsets()[session + 1]; i++) {
                if (past.items()[i] != item) {
                    row.add(past.items()[i], 1);
                }
            }
        }
        double own = sessions(byItem, item) + damping;
        row.reweigh((other, both) -> both / Math.sqrt(own * (sessions(byItem, other) + damping)));
    }

    private static int sessions(PastSessions.Lists byItem, int item) {
        return byItem.offsets()[item + 1] - byItem.offsets()[item];
    }
}
