package freshet.model.kind.mix;

import freshet.model.BatchRecommender;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;

/** Adds what one model says to the shares of some sessions of a batch. For one thread. */
final class MixPart implements ScoreRows, AutoCloseable {
    private static final int VOCABULARY_PER_ITEM = 80; // a map's node, key and places, two lists; ids are shared

    private final MixPlan plan;
    private final MixedModel model;
    private final Shares arithmetic;
    private final BatchRecommender recommender;
    private final int stateAt; // where its state begins in that of the mix
    private final float[] state; // (stateWidth)
    private final float[] terms; // (items of the model): of its softmax, or none
    private final int[] sessions; // (capacity): of the slots of its own batch
    private SessionBatch own; // (capacity), in the model's rows
    private SessionBatch batch; // that is answered
    private float[][] shares; // (capacity, items), from its session `first` on
    private int first;

    /** @param capacity most sessions at once */
    MixPart(MixPlan plan, MixedModel model, Shares arithmetic, int stateAt, int capacity) {
        this.plan = plan;
        this.model = model;
        this.arithmetic = arithmetic;
        this.recommender = model.model().newRecommender(capacity, 1);
        this.stateAt = stateAt;
        this.state = new float[model.model().stateWidth()];
        this.terms = new float[model.model().isSoftmax() ? model.rows().size() : 0];
        this.sessions = new int[capacity];
        this.own = new SessionBatch(capacity, 1, state.length);
        this.batch = own;
        this.shares = new float[0][];
    }

    /**
     * Bytes beside what the model's own kind needs: its terms, its rows, those of its scorer, and
     * where it does not know all items a vocabulary of its own.
     */
    static long scratchBytes(int items) {
        return MixRecommender.scratchBytes(items)
                + (long) items * (Float.BYTES + 2 * Integer.BYTES + VOCABULARY_PER_ITEM);
    }

    /**
     * Folds and scores the sessions from {@code first} on.
     *
     * @param to its shares, to which this model's are added, weighed (count, items)
     */
    void add(SessionBatch batch, int first, int count, float[][] to) {
        if (own.maxItems() < batch.maxItems()) { // the first call
            own = new SessionBatch(sessions.length, batch.maxItems(), state.length);
        }
        this.batch = batch;
        this.first = first;
        this.shares = to;
        own.clear();
        for (int session = first; session < first + count; session++) {
            load(session);
        }
        if (own.size() > 0) {
            recommender.score(own, this);
            for (int slot = 0; slot < own.size(); slot++) {
                int at = sessions[slot] * batch.stateWidth() + stateAt;
                System.arraycopy(own.states(), slot * state.length, batch.states(), at, state.length);
            }
        }
    }

    private void load(int session) {
        int slot = PartRows.UNKNOWN;
        int folded = 0;
        for (int position = 0; position < batch.length(session); position++) {
            int row = model.rows().own(batch.item(session, position));
            if (row != PartRows.UNKNOWN) {
                slot = slot == PartRows.UNKNOWN ? own.add() : slot;
                own.append(slot, row, batch.time(session, position));
                sessions[slot] = session;
                folded += position < batch.folded(session) ? 1 : 0;
            }
        }
        if (folded > 0) {
            System.arraycopy(batch.states(), session * batch.stateWidth() + stateAt, state, 0, state.length);
            own.restore(slot, state, folded);
        }
    }

    @Override
    public void row(int slot, float[] scores) {
        int session = sessions[slot];
        float weight = model.part().weights()[plan.lengthClass(batch.length(session))];
        boolean softmax = model.model().isSoftmax();
        double total =
                softmax ? arithmetic.exponentials(scores, model.part().sharpness(), terms) : arithmetic.sum(scores);
        if (total < Float.MIN_NORMAL) { // it ranks nothing, or weighs it so little that no share can be told
            return;
        }
        float[] from = softmax ? terms : scores;
        float factor = (float) (weight / total);
        float[] to = shares[session - first];
        if (model.rows().same()) {
            arithmetic.add(from, factor, to);
        } else {
            scatter(from, factor, to);
        }
    }

    private void scatter(float[] from, float factor, float[] to) {
        int[] mixed = model.rows().mixed();
        for (int i = 0; i < from.length; i++) {
            to[mixed[i]] += factor * Math.max(from[i], 0f);
        }
    }

    @Override
    public void close() {
        recommender.close();
    }
}
