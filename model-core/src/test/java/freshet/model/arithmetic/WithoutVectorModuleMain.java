package freshet.model.arithmetic;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;

/**
 * Answers with tiny models of every kind, loaded twice, and prints the answer as text: run in a JVM
 * of its own by {@link KernelChoiceTest}.
 */
final class WithoutVectorModuleMain {
    private WithoutVectorModuleMain() {}

    public static void main(String[] arguments) {
        System.out.println(answer(KernelChoice.AUTO));
        System.out.println(answer(KernelChoice.AUTO));
        try {
            answer(KernelChoice.VECTOR);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    /** What every kind answers, on one line. */
    static String answer(KernelChoice kernel) {
        StringBuilder text = new StringBuilder();
        for (ModelBundle bundle : KindExample.ofEveryKind(7, 50, 9)) {
            text.append(bundle.kind()).append(' ');
            answer(TinyBundles.build(bundle, new Arithmetic(kernel, ScoringMode.EXACT)), text);
        }
        return text.toString();
    }

    private static void answer(NextItemModel open, StringBuilder text) {
        try (NextItemModel model = open;
                BatchRecommender recommender = model.newRecommender(1, 8)) {
            SessionBatch batch = new SessionBatch(1, 3, model.stateWidth());
            batch.add();
            batch.append(0, 4);
            batch.append(0, 40);
            RankedItems ranked = new RankedItems(1, 8);
            recommender.recommend(batch, ranked);
            for (int rank = 0; rank < ranked.count(0); rank++) {
                text.append(String.format("%d:%.4f ", ranked.row(0, rank), ranked.probability(0, rank)));
            }
        }
    }
}
