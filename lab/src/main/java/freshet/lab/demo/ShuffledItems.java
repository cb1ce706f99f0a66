package freshet.lab.demo;

import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Spoils a model as a mixed-up export of item ids does: each row gets another item's id. The bundle
 * is sound, and its self-test holds; what it recommends is of no use.
 */
public final class ShuffledItems {
    private ShuffledItems() {}

    /**
     * The same model with its ids shuffled.
     *
     * @param seed of the order
     */
    public static ModelBundle of(ModelBundle model, long seed) {
        List<String> ids = new ArrayList<>(model.vocabulary().items());
        Collections.shuffle(ids, new Random(seed));
        Vocabulary before = model.vocabulary();
        UnaryOperator<String> shuffled = id -> ids.get(before.row(id).orElseThrow());
        return new ModelBundle(
                model.kind(),
                model.configuration(),
                model.provenance(),
                model.metrics(),
                new Vocabulary(ids),
                model.support(),
                model.weights(),
                model.selfTest().stream().map(test -> shuffled(test, shuffled)).toList(),
                model.calibration());
    }

    private static SelfTestCase shuffled(SelfTestCase test, UnaryOperator<String> shuffled) {
        return new SelfTestCase(
                test.items().stream().map(shuffled).toList(),
                test.expected().stream().map(shuffled).toList(),
                test.probabilities(),
                test.time());
    }
}
