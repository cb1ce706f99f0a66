package freshet.trainer.mix;

import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.session.ItemEvent;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.bundle.SelfTests.Picked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mixture in double precision, for the self-test of its bundle: of the scores of the models,
 * each of which has passed its own. For one thread.
 */
final class MixForward implements AutoCloseable {
    private final Vocabulary vocabulary;
    private final MixWeights mix;
    private final List<PartModel> parts = new ArrayList<>();

    /**
     * @param vocabulary of the mix
     * @throws freshet.model.bundle.BundleException if a part cannot be served
     */
    MixForward(List<ModelBundle> bundles, MixWeights mix, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.mix = mix;
        bundles.forEach(bundle -> parts.add(new PartModel(bundle)));
    }

    /**
     * The best items, best first.
     *
     * @param session in rows of the mix, no longer than what is retained
     */
    List<RankedItem> best(Picked session) {
        double[] shares = shares(Arrays.stream(session.rows())
                .mapToObj(row -> ItemEvent.view(vocabulary.item(row), session.timeMillis()))
                .toList());
        return RankedItem.best(shares, SelfTests.LIST_LENGTH).stream()
                .filter(item -> item.probability() > 0)
                .toList();
    }

    /** p by row of the mix (items). */
    double[] shares(List<ItemEvent> session) {
        double[] mixed = new double[vocabulary.size()];
        for (int k = 0; k < parts.size(); k++) {
            PartModel part = parts.get(k);
            double weight = mix.parts().get(k).weights().get(lengthClass(session.size()));
            double sharpness = mix.parts().get(k).sharpness();
            part.score(List.of(session), (place, scores) -> {
                double[] own = part.isSoftmax() ? softmax(scores, sharpness) : positive(scores);
                double total = Arrays.stream(own).sum();
                if (total >= Float.MIN_NORMAL) { // else it does not answer
                    for (int row = 0; row < own.length; row++) {
                        int at = vocabulary.row(part.vocabulary().item(row)).orElseThrow();
                        mixed[at] += weight * own[row] / total;
                    }
                }
            });
        }
        double total = Arrays.stream(mixed).sum();
        return total > 0 ? Arrays.stream(mixed).map(share -> share / total).toArray() : mixed;
    }

    private int lengthClass(int length) {
        int at = mix.lengths().size() - 1;
        while (mix.lengths().get(at) > length) {
            at--;
        }
        return at;
    }

    private static double[] softmax(float[] scores, double sharpness) {
        double max = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            max = Math.max(max, score);
        }
        double[] terms = new double[scores.length];
        for (int row = 0; row < terms.length; row++) {
            terms[row] = Math.exp(sharpness * (scores[row] - max));
        }
        return terms;
    }

    private static double[] positive(float[] scores) {
        double[] terms = new double[scores.length];
        for (int row = 0; row < terms.length; row++) {
            terms[row] = Math.max(scores[row], 0);
        }
        return terms;
    }

    @Override
    public void close() {
        parts.forEach(PartModel::close);
    }
}
