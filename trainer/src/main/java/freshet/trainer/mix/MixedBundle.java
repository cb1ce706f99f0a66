package freshet.trainer.mix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.trainer.mix.MixWeights.PartWeights;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts models into the bundle of their mix, as its kind in the job reads it. */
final class MixedBundle {
    private static final String TRAINERS = "adagrad."; // for a warm start, which a mix has not

    private MixedBundle() {}

    /**
     * A mix without a self-test.
     *
     * @param provenance of the mix; that of each model is added
     */
    static ModelBundle of(List<ModelBundle> parts, MixWeights fitted, ObjectNode provenance) {
        Map<String, Long> support = support(parts);
        Vocabulary vocabulary = vocabulary(support);
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        fitted.lengths().forEach(configuration.putArray("lengths")::add);
        ArrayNode described = configuration.putArray("parts");
        ArrayNode origins = provenance.putArray("parts");
        Map<String, Tensor> weights = new TreeMap<>();
        for (ModelBundle part : parts) {
            String prefix = described.size() + ".";
            PartWeights numbers = fitted.parts().get(described.size());
            ObjectNode one = described.addObject().put("kind", part.kind()).put("sharpness", numbers.sharpness());
            numbers.weights().forEach(one.putArray("weights")::add);
            one.set("configuration", part.configuration());
            origins.add(part.provenance());
            part.weights().forEach((name, tensor) -> {
                if (!name.startsWith(TRAINERS)) {
                    weights.put(prefix + name, tensor);
                }
            });
            int[] rows = part.vocabulary().items().stream()
                    .mapToInt(item -> vocabulary.row(item).orElseThrow())
                    .toArray();
            weights.put(prefix + "mix.rows", new Tensor.Ints(new int[] {rows.length}, rows));
            weights.put(prefix + "mix.support", new Tensor.Longs(new int[] {rows.length}, part.support()));
        }
        return new ModelBundle(
                MixSettings.KIND,
                configuration,
                provenance,
                Double.isNaN(fitted.loss())
                        ? Map.of("epoch", 1.0)
                        : Map.of("training_loss", fitted.loss(), "epoch", 1.0),
                vocabulary,
                vocabulary.items().stream().mapToLong(support::get).toArray(),
                weights,
                List.of());
    }

    /** The same with a self-test. */
    static ModelBundle tested(ModelBundle mix, List<SelfTestCase> selfTest) {
        return new ModelBundle(
                mix.kind(),
                mix.configuration(),
                mix.provenance(),
                mix.metrics(),
                mix.vocabulary(),
                mix.support(),
                mix.weights(),
                selfTest);
    }

    /** Of each item the most events that a model has seen: models may share a log. */
    private static Map<String, Long> support(List<ModelBundle> parts) {
        Map<String, Long> support = new HashMap<>();
        for (ModelBundle part : parts) {
            for (int row = 0; row < part.support().length; row++) {
                support.merge(part.vocabulary().item(row), part.support()[row], Math::max);
            }
        }
        return support;
    }

    /** The most supported item first, as in every bundle. */
    private static Vocabulary vocabulary(Map<String, Long> support) {
        return new Vocabulary(support.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> item) -> -item.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList());
    }
}
