package freshet.model.kind.vmisknn;

import freshet.model.SessionBatch;
import freshet.model.kind.SparseRecommender;
import freshet.model.kind.SparseRows;

/** Lets each session's neighbours vote. For one thread. */
final class VmisKnnRecommender extends SparseRecommender {
    private static final int REACH = 9; // last events that a neighbour must share one of to have a vote

    private final SessionIndex index;
    private final Neighbours neighbours;
    private final double repeatOdds; // of the last item against all others

    /** @param most neighbours that are found */
    VmisKnnRecommender(SessionIndex index, Neighbours neighbours, int most, float repeatShare, int k) {
        super(index.weights().length, mostVoted(index, most), k);
        this.index = index;
        this.neighbours = neighbours;
        this.repeatOdds = repeatShare / (1.0 - repeatShare);
    }

    /** The items of all neighbours, and the last one. */
    private static int mostVoted(SessionIndex index, int neighbours) {
        return (int) Math.min(index.weights().length, (long) neighbours * index.longest() + 1);
    }

    @Override
    protected void addUp(SessionBatch batch, int session) {
        int found = neighbours.find(batch, session);
        int length = batch.length(session);
        for (int rank = 0; rank < found; rank++) {
            int since = neighbours.sinceLastMatch(rank);
            if (since < REACH) {
                float decay = (REACH - since) / (REACH + 1f);
                vote(neighbours.session(rank), decay * neighbours.similarity(rank) / length);
            }
        }
        repeat(batch.item(session, length - 1));
    }

    private void vote(int neighbour, float vote) {
        SparseRows items = index.itemsOf();
        for (int i = items.from(neighbour); i < items.to(neighbour); i++) {
            int item = items.indices()[i];
            add(item, vote * index.weights()[item]);
        }
    }

    private void repeat(int last) {
        double others = sumWithout(last);
        if (repeatOdds == 0) {
            drop(last);
        } else if (others > 0) { // otherwise its own votes are all there are
            set(last, (float) (repeatOdds * others));
        }
    }
}
