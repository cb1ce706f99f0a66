package freshet.trainer.mix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.bundle.SelfTests.Picked;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes the bundle of a mix. */
public final class Mixing {
    private static final int UNKNOWN = -1;

    private Mixing() {}

    /**
     * Tells that models were mixed that are trained already.
     *
     * @param data that is left of the log without the sessions that the weights are fitted to
     */
    public static ObjectNode provenance(TrainingData data) {
        return Provenance.of(MixSettings.KIND, new Settings(MixSettings.KIND, List.of(), Map.of()), data);
    }

    /**
     * A mix of models with its self-test.
     *
     * @param parts at least two, in the order of their weights
     * @param provenance of the mix; that of each model is added to a copy
     * @param data sessions for the self-test; of their items those count that a model knows
     * @throws freshet.model.bundle.BundleException if a part cannot be served
     */
    public static ModelBundle bundle(
            List<ModelBundle> parts, MixWeights weights, ObjectNode provenance, TrainingData data) {
        ModelBundle mix = MixedBundle.of(parts, weights, provenance.deepCopy());
        Vocabulary vocabulary = mix.vocabulary();
        try (MixForward forward = new MixForward(parts, weights, vocabulary)) {
            List<SelfTestCase> tests = sessions(data, vocabulary).stream()
                    .map(session -> testCase(session, forward.best(session), vocabulary))
                    .toList();
            return MixedBundle.tested(mix, tests);
        }
    }

    private static SelfTestCase testCase(Picked session, List<RankedItem> answer, Vocabulary vocabulary) {
        return new SelfTestCase(
                Arrays.stream(session.rows()).mapToObj(vocabulary::item).toList(),
                answer.stream().map(item -> vocabulary.item(item.row())).toList(),
                answer.stream().map(RankedItem::probability).toList(),
                OptionalLong.of(session.timeMillis())); // some part may read it
    }

    /** In rows of the mix; the most popular item alone where no session has a known one. */
    private static List<Picked> sessions(TrainingData data, Vocabulary vocabulary) {
        List<Picked> known = SelfTests.pick(data).stream()
                .map(session -> new Picked(known(session.rows(), data, vocabulary), session.timeMillis()))
                .filter(session -> session.rows().length > 0)
                .toList();
        return known.isEmpty() ? List.of(new Picked(new int[] {0}, data.starts().get(0))) : known;
    }

    private static int[] known(int[] rows, TrainingData data, Vocabulary vocabulary) {
        return Arrays.stream(rows)
                .map(row -> vocabulary.rowOr(data.vocabulary().item(row), UNKNOWN))
                .filter(row -> row != UNKNOWN)
                .toArray();
    }
}
