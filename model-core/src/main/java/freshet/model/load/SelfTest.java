package freshet.model.load;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;

/**
 * Proves that a model built from a bundle computes what its trainer computed: every expected item
 * comes out with the expected probability, to one part in a thousand or a millionth. Order follows
 * from that, up to ties.
 */
final class SelfTest {
    private static final float RELATIVE_TOLERANCE = 1e-3f;
    private static final float ABSOLUTE_TOLERANCE = 1e-6f;

    private SelfTest() {}

    /**
     * @throws BundleException if there is no self-test; naming the first session and item that
     *     differ
     */
    static void run(ModelBundle bundle, NextItemModel model) {
        if (bundle.selfTest().isEmpty()) {
            throw new BundleException("there is no self-test; train the model again");
        }
        for (int i = 0; i < bundle.selfTest().size(); i++) {
            check(i, bundle.selfTest().get(i), model);
        }
    }

    private static void check(int index, SelfTestCase expected, NextItemModel model) {
        if (expected.items().isEmpty()) {
            throw new BundleException("self-test session " + index + " has no items");
        }
        int k = Math.max(1, expected.expected().size());
        RankedItems ranked = new RankedItems(1, k);
        SessionBatch batch = new SessionBatch(1, expected.items().size(), model.stateWidth());
        batch.add();
        long time = expected.time().orElse(SessionBatch.NO_TIME);
        expected.items().forEach(item -> batch.append(0, row(model, item), time));
        try (BatchRecommender recommender = model.newRecommender(1, k)) {
            recommender.recommend(batch, ranked);
        }
        for (int rank = 0; rank < expected.expected().size(); rank++) {
            String item = expected.expected().get(rank);
            float wanted = expected.probabilities().get(rank);
            float found = probability(ranked, row(model, item));
            if (!(Math.abs(found - wanted) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * wanted)) {
                throw new BundleException("self-test session " + index + ": item \"" + item + "\" at rank " + (rank + 1)
                        + " has probability " + found + ", but the trainer saw " + wanted
                        + "; the bundle was changed after training or this version computes otherwise");
            }
        }
    }

    /** An item that just missed the list has, within the tolerance, the last one's probability. */
    private static float probability(RankedItems ranked, int row) {
        int count = ranked.count(0);
        for (int rank = 0; rank < count; rank++) {
            if (ranked.row(0, rank) == row) {
                return ranked.probability(0, rank);
            }
        }
        return count == 0 ? 0 : ranked.probability(0, count - 1);
    }

    private static int row(NextItemModel model, String item) {
        return model.vocabulary()
                .row(item)
                .orElseThrow(() -> new BundleException("self-test item \"" + item + "\" is not in the vocabulary"));
    }
}
