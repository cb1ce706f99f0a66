package freshet.trainer.calibration;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import freshet.model.data.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a model answers to sessions that it has not learned from, and what came next. Immutable.
 *
 * @param answers those with at least one item
 */
record HeldOutAnswers(List<HeldOutAnswer> answers) {
    private static final int BATCH = 128;

    /** Lets a model answer; what it ranks nothing for is left out. */
    static HeldOutAnswers of(NextItemModel model, List<Session> sessions) {
        List<HeldOutPrefix> prefixes = HeldOutPrefix.of(sessions, model.vocabulary());
        List<HeldOutAnswer> answers = new ArrayList<>();
        RankedItems ranked = new RankedItems(BATCH, Calibration.FIRST);
        SessionBatch batch = new SessionBatch(BATCH, HeldOutPrefix.LONGEST, model.stateWidth());
        try (BatchRecommender recommender = model.newRecommender(BATCH, Calibration.FIRST)) {
            for (int first = 0; first < prefixes.size(); first += BATCH) {
                List<HeldOutPrefix> some = prefixes.subList(first, Math.min(first + BATCH, prefixes.size()));
                batch.clear();
                some.forEach(prefix -> prefix.addTo(batch, model.vocabulary()));
                recommender.recommend(batch, ranked);
                for (int slot = 0; slot < some.size(); slot++) {
                    if (ranked.count(slot) > 0) {
                        answers.add(
                                HeldOutAnswer.of(ranked, slot, some.get(slot).next(model.vocabulary())));
                    }
                }
            }
        }
        return new HeldOutAnswers(List.copyOf(answers));
    }

    int size() {
        return answers.size();
    }

    /** The shares of some of them. */
    HeldOutShares shares(Predicate<HeldOutAnswer> which) {
        return new HeldOutShares(answers.stream().filter(which).toList());
    }

    /**
     * The mean loss of the order by 1 / T and d, see {@link HeldOutAnswer#addOrderLoss}.
     *
     * @param full the line of answers with {@value Calibration#FIRST} items
     * @param few the line of those with fewer
     */
    PlaneLoss orderLoss(ShareLine full, ShareLine few) {
        double[] expected = answers.stream()
                .mapToDouble(answer -> answer.expected(answer.full() ? full : few))
                .toArray();
        return (sharpness, discount) -> {
            LossSum sum = new LossSum();
            for (int i = 0; i < expected.length; i++) {
                answers.get(i).addOrderLoss(sharpness, discount, expected[i], sum);
            }
            return sum.mean();
        };
    }
}
