package freshet.model.kind.mix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.mix.MixPlan.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes a model out of the bundle of a mix, as the bundle that its kind reads. */
final class PartBundle {
    private PartBundle() {}

    static ModelBundle of(ModelBundle mix, Part part, PartRows rows) {
        Map<String, Tensor> weights = new TreeMap<>();
        mix.weights().forEach((name, tensor) -> {
            if (name.startsWith(part.prefix())) {
                weights.put(name.substring(part.prefix().length()), tensor);
            }
        });
        return new ModelBundle(
                part.kind(),
                part.configuration(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                rows.same() ? mix.vocabulary() : vocabulary(mix.vocabulary(), rows),
                new BundleTensors(mix).longs(part.prefix() + "mix.support", rows.size()),
                weights,
                List.of());
    }

    private static Vocabulary vocabulary(Vocabulary all, PartRows rows) {
        return new Vocabulary(Arrays.stream(rows.mixed()).mapToObj(all::item).toList());
    }
}
