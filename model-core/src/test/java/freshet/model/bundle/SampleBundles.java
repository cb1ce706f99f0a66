package freshet.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** Bundles to test with, and how two of them are compared. */
final class SampleBundles {
    private SampleBundles() {}

    /** What make_golden_v1.py writes. */
    static ModelBundle golden() {
        return new ModelBundle(
                "golden",
                object("{\"units\": 2, \"layers\": [{\"dropout\": 0.25}]}"),
                object("{\"seed\": 42, \"note\": \"made by \\\"hand\\\"\\n\"}"),
                Map.of("recall@20", 0.6503, "mrr@20", 0.3165),
                new Vocabulary(List.of("shoe-7", "Hut ß", "帽子")),
                new long[] {9, 5, 0},
                Map.of(
                        "embedding", Tensor.floats(new float[] {0f, 1f, -1.5f, 3.25f, 1e-3f, 65504f}, 3, 2),
                        "b.scalar", Tensor.floats(new float[] {-0.5f}),
                        "a.order", new Tensor.Ints(new int[] {2}, new int[] {-1, Integer.MAX_VALUE}),
                        "mask", new Tensor.Bytes(new int[] {3}, new byte[] {0, -128, -1}),
                        "empty", Tensor.floats(new float[0], 0, 2)),
                List.of(new SelfTestCase(List.of("shoe-7"), List.of("帽子", "Hut ß"), List.of(0.75f, 0.125f))));
    }

    /** A bundle of one item and one weight. */
    static ModelBundle tiny(Map<String, Tensor> weights, JsonNode configuration) {
        return new ModelBundle(
                "tiny",
                (ObjectNode) configuration,
                object("{}"),
                Map.of(),
                new Vocabulary(List.of("a")),
                new long[] {1},
                weights,
                List.of());
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Compares values, arrays by their elements. */
    static RecursiveComparisonConfiguration byValue() {
        return RecursiveComparisonConfiguration.builder()
                .withEqualsForType((a, b) -> a.items().equals(b.items()), Vocabulary.class)
                .withEqualsForType(ObjectNode::equals, ObjectNode.class)
                .build();
    }
}
