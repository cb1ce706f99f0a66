package freshet.trainer.mix;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.List;

/**
 * A model that is to be mixed, as the job serves it: it has passed its self-test. For one thread.
 */
final class PartModel implements AutoCloseable {
    private static final int BATCH = 64;
    private static final int UNKNOWN = -1;

    private final ServedModel served;
    private final NextItemModel model;
    private final BatchRecommender recommender;
    private final SessionBatch batch;
    private final int[] places = new int[BATCH]; // of the batch's slots among the sessions

    /** @throws freshet.model.bundle.BundleException if it cannot be served */
    PartModel(ModelBundle bundle) {
        this.served = ModelLoader.load(bundle.uncalibrated(), 1); // the probabilities of the mix are fitted anew
        this.model = served.model();
        this.recommender = model.newRecommender(BATCH, 1);
        this.batch = new SessionBatch(BATCH, SessionRules.DEFAULT.maxItems(), model.stateWidth());
    }

    /** Whether its probabilities are a softmax of its scores; else they are shares of them. */
    boolean isSoftmax() {
        return model.isSoftmax();
    }

    /** The items that it knows. */
    Vocabulary vocabulary() {
        return model.vocabulary();
    }

    /**
     * Scores sessions of which it knows an item; others are left out.
     *
     * @param sessions events, oldest first, no more than are retained
     * @param out hears the place of each among the sessions
     */
    void score(List<List<ItemEvent>> sessions, ScoreRows out) {
        batch.clear();
        for (int place = 0; place < sessions.size(); place++) {
            int slot = UNKNOWN;
            for (ItemEvent event : sessions.get(place)) {
                int row = model.vocabulary().rowOr(event.itemId(), UNKNOWN);
                if (row != UNKNOWN) {
                    slot = slot == UNKNOWN ? batch.add() : slot;
                    batch.append(slot, row, event.timeMillis());
                    places[slot] = place;
                }
            }
            if (batch.size() == BATCH) {
                flush(out);
            }
        }
        flush(out);
    }

    private void flush(ScoreRows out) {
        if (batch.size() > 0) {
            recommender.score(batch, (slot, scores) -> out.row(places[slot], scores));
            batch.clear();
        }
    }

    @Override
    public void close() {
        recommender.close();
        served.close();
    }
}
