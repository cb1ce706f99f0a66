package freshet.model.kind.mix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration of a mix says. Immutable.
 *
 * @param lengths where each class of session lengths starts, rising from 1
 * @param parts what is mixed, at least two
 */
record MixPlan(int[] lengths, List<Part> parts) {
    private static final int MOST_LENGTHS = 50;
    private static final double LEAST_SHARPNESS = 0.01;
    private static final double MOST_SHARPNESS = 100;
    private static final double ROUNDING = 1e-3; // of weights that add up to 1

    /**
     * A model of a mix.
     *
     * @param prefix of the names of its tensors, for example {@code 0.}
     * @param kind any but a mix
     * @param configuration as its own bundle had it
     * @param sharpness what the scores of a softmax are multiplied with
     * @param weights from 0 to 1, by class of lengths
     */
    record Part(String prefix, String kind, ObjectNode configuration, float sharpness, float[] weights) {

        /** As messages call it. */
        String title() {
            return "part " + prefix.substring(0, prefix.length() - 1) + " (" + kind + ")";
        }
    }

    /** @throws BundleException if a value is missing or out of its range */
    static MixPlan of(ObjectNode configuration) {
        int[] lengths = lengths(configuration.path("lengths"));
        JsonNode listed = configuration.path("parts");
        if (!listed.isArray() || listed.size() < 2 || listed.size() > MixKind.MOST_PARTS) {
            throw new BundleException("configuration \"parts\" "
                    + (listed.isMissingNode() ? "is missing" : "has " + listed.size() + " parts") + "; a mix has 2 to "
                    + MixKind.MOST_PARTS + ": mix other models");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : listed) {
            parts.add(part(parts.size(), part, lengths.length));
        }
        requireSums(lengths, parts);
        return new MixPlan(lengths, parts);
    }

    /** The class of a session with so many known items. */
    int lengthClass(int items) {
        int at = lengths.length - 1;
        while (at > 0 && lengths[at] > items) {
            at--;
        }
        return at;
    }

    private static int[] lengths(JsonNode node) {
        int[] lengths = new int[node.size()];
        int before = 0;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = node.path(i).asInt();
            if (!node.path(i).isInt() || lengths[i] <= before) {
                throw wrongLengths(node);
            }
            before = lengths[i];
        }
        if (!node.isArray() || lengths.length == 0 || lengths.length > MOST_LENGTHS || lengths[0] != 1) {
            throw wrongLengths(node);
        }
        return lengths;
    }

    private static BundleException wrongLengths(JsonNode node) {
        return new BundleException("configuration \"lengths\" is " + (node.isMissingNode() ? "missing" : node)
                + "; it must be at most " + MOST_LENGTHS + " whole numbers that rise from 1: mix the models again");
    }

    private static Part part(int index, JsonNode node, int classes) {
        String at = "configuration \"parts\", part " + index + ": ";
        JsonNode sharpness = node.path("sharpness");
        if (!sharpness.isNumber()
                || !(sharpness.doubleValue() >= LEAST_SHARPNESS && sharpness.doubleValue() <= MOST_SHARPNESS)) {
            throw new BundleException(at + "the sharpness is " + (sharpness.isMissingNode() ? "missing" : sharpness)
                    + "; it must be from " + LEAST_SHARPNESS + " to " + MOST_SHARPNESS + ": mix the models again");
        }
        if (!(node.path("configuration") instanceof ObjectNode configuration)
                || !node.path("kind").isTextual()) {
            throw new BundleException(at + "kind or configuration is missing; mix the models again");
        }
        JsonNode weights = node.path("weights");
        if (!weights.isArray() || weights.size() != classes) {
            throw new BundleException(at + "there are " + weights.size() + " weights for " + classes
                    + " classes of lengths; mix the models again");
        }
        float[] values = new float[classes];
        for (int i = 0; i < classes; i++) {
            JsonNode weight = weights.path(i);
            if (!weight.isNumber() || !(weight.doubleValue() >= 0 && weight.doubleValue() <= 1)) {
                throw new BundleException(
                        at + "a weight is " + weight + "; it must be from 0 to 1: mix the models again");
            }
            values[i] = weight.floatValue();
        }
        return new Part(index + ".", node.path("kind").textValue(), configuration, sharpness.floatValue(), values);
    }

    private static void requireSums(int[] lengths, List<Part> parts) {
        for (int i = 0; i < lengths.length; i++) {
            double sum = 0;
            for (Part part : parts) {
                sum += part.weights()[i];
            }
            if (!(Math.abs(sum - 1) <= ROUNDING)) {
                throw new BundleException("configuration \"parts\": the weights of sessions from length " + lengths[i]
                        + " on add up to " + sum + "; they must add up to 1: mix the models again");
            }
        }
    }
}
