package freshet.model.kind.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A bundle that is no mix is refused in one line that names what is wrong. */
class MixPlanTest {
    private static final int ITEMS = 12;
    private static final ModelBundle SOUND = MixKindExample.mix(
            ITEMS, MixKindExample.part("gru4rec", 1, ITEMS, 4), MixKindExample.part("markov", 1, ITEMS, 4));

    @Test
    void aLengthFindsItsClass() {
        MixPlan plan = MixPlan.of(SOUND.configuration()); // from 1, 2 and 4 on

        assertThat(plan.lengthClass(1)).isZero();
        assertThat(plan.lengthClass(3)).isEqualTo(1);
        assertThat(plan.lengthClass(4)).isEqualTo(2);
        assertThat(plan.lengthClass(50)).isEqualTo(2);
    }

    @Test
    void weightsOutOfRangeAreRefused() {
        assertRefused(
                "a weight is -0.1; it must be from 0 to 1", all -> weights(all).set(1, number(-0.1)));
        assertRefused(
                "a weight is 1.5; it must be from 0 to 1", all -> weights(all).set(1, number(1.5)));
        assertRefused("a weight is \"NaN\"; it must be from 0 to 1", all -> weights(all)
                .set(1, JsonNodeFactory.instance.textNode("NaN")));
        assertRefused("there are 4 weights for 3 classes", all -> weights(all).add(0.5));
    }

    @Test
    void weightsMustAddUpToOneInEachClass() {
        assertRefused("the weights of sessions from length 2 on add up to 0.9", all -> weights(all)
                .set(1, number(0.5)));
    }

    @Test
    void aMixHasTwoPartsOrMore() {
        assertRefused(
                "\"parts\" has 1 parts; a mix has 2 to 16", all -> parts(all).remove(1));
        assertRefused("\"parts\" is missing", all -> all.remove("parts"));
    }

    @Test
    void aPartOfAnUnknownKindIsRefused() {
        assertRefused("part 1 (oracle): model kind \"oracle\" is unknown", all -> part(all, 1)
                .put("kind", "oracle"));
        assertRefused(
                "part 1: kind or configuration is missing", all -> part(all, 1).remove("kind"));
        assertRefused(
                "part 1: kind or configuration is missing", all -> part(all, 1).put("configuration", 3));
    }

    @Test
    void aMixOfMixesIsRefused() {
        assertRefused("part 0 (mix): it is itself a mix; mix the models that it is made of", all -> part(all, 0)
                .put("kind", "mix"));
    }

    @Test
    void sharpnessAndLengthsHaveTheirRanges() {
        assertRefused("the sharpness is 0; it must be from 0.01 to 100.0", all -> part(all, 0)
                .put("sharpness", 0));
        assertRefused(
                "the sharpness is missing; it must be", all -> part(all, 0).remove("sharpness"));
        assertRefused("\"lengths\" is [1,2,2]; it must be", all -> ((ArrayNode) all.path("lengths")).set(2, number(2)));
        assertRefused("\"lengths\" is [2,2,4]", all -> ((ArrayNode) all.path("lengths")).set(0, number(2)));
        assertRefused("\"lengths\" is missing; it must be", all -> all.remove("lengths"));
    }

    @Test
    void rowsAreDistinctAndInTheVocabulary() {
        assertRowsRefused("names row 12 of a vocabulary of 12 items", 3, ITEMS);
        assertRowsRefused("tensor \"1.mix.rows\" names row 0 twice", 3, 0);
    }

    private static void assertRowsRefused(String message, int at, int row) {
        int[] rows = ((Tensor.Ints) SOUND.weights().get("1.mix.rows")).values().clone();
        rows[at] = row;
        Map<String, Tensor> weights = new TreeMap<>(SOUND.weights());
        weights.put("1.mix.rows", new Tensor.Ints(new int[] {rows.length}, rows));
        assertThatThrownBy(() -> TinyBundles.build(SOUND.withWeights(weights)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    private static void assertRefused(String message, Consumer<ObjectNode> bend) {
        ObjectNode configuration = SOUND.configuration().deepCopy();
        bend.accept(configuration);
        assertThatThrownBy(() -> TinyBundles.build(TinyBundles.of("mix", configuration, ITEMS, SOUND.weights())))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    private static ArrayNode parts(ObjectNode configuration) {
        return (ArrayNode) configuration.path("parts");
    }

    private static ObjectNode part(ObjectNode configuration, int index) {
        return (ObjectNode) configuration.path("parts").path(index);
    }

    private static ArrayNode weights(ObjectNode configuration) {
        return (ArrayNode) part(configuration, 0).path("weights");
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value)
                ? JsonNodeFactory.instance.numberNode((int) value)
                : JsonNodeFactory.instance.numberNode(value);
    }
}
