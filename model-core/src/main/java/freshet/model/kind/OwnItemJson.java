package freshet.model.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import freshet.model.scoring.OwnItemBias;

/**
 * {@link OwnItemBias} in the configuration of a neural kind's bundle: {@code own_items} with the
 * lists {@code once} and {@code repeated}, equally long. It is missing where all items are scored
 * alike. A training that starts from an older model may have another one.
 */
public final class OwnItemJson {
    private static final String NAME = "own_items";
    private static final String ONCE = "once";
    private static final String REPEATED = "repeated";
    private static final int MOST_RANKS = 50;
    private static final float MOST = 100; // e^100 times as likely is for ever

    private OwnItemJson() {}

    /**
     * What a configuration says.
     *
     * @throws BundleException if a value is no number within its range
     */
    public static OwnItemBias of(ObjectNode configuration) {
        if (!configuration.has(NAME)) {
            return OwnItemBias.NONE;
        }
        JsonNode node = configuration.path(NAME);
        float[] once = values(node, ONCE);
        float[] repeated = values(node, REPEATED);
        if (once.length != repeated.length) {
            throw refused(ONCE + " and " + REPEATED, once.length + " and " + repeated.length + " values");
        }
        return new OwnItemBias(once, repeated);
    }

    private static float[] values(JsonNode node, String list) {
        JsonNode listed = node.path(list);
        if (!listed.isArray() || listed.isEmpty() || listed.size() > MOST_RANKS) {
            throw refused(list, listed.isArray() ? listed.size() + " values" : "no list");
        }
        float[] values = new float[listed.size()];
        for (int rank = 0; rank < values.length; rank++) {
            JsonNode value = listed.get(rank);
            if (!value.isNumber() || !(Math.abs(value.doubleValue()) <= MOST)) {
                throw refused(list, value.toString());
            }
            values[rank] = value.floatValue();
        }
        return values;
    }

    private static BundleException refused(String list, String found) {
        return new BundleException(
                "configuration \"" + NAME + "\", " + list + ": there is " + found + "; it must be 1 to " + MOST_RANKS
                        + " numbers from -" + (int) MOST + " to " + (int) MOST + " in each: train again");
    }

    /** A copy of a configuration that says something else, or nothing for an empty bias. */
    public static ObjectNode with(ObjectNode configuration, OwnItemBias bias) {
        ObjectNode changed = configuration.deepCopy();
        changed.remove(NAME);
        if (!bias.isEmpty()) {
            ObjectNode node = changed.putObject(NAME);
            for (int rank = 0; rank < bias.ranks(); rank++) {
                node.withArray(ONCE).add(readable(bias.once()[rank]));
                node.withArray(REPEATED).add(readable(bias.repeated()[rank]));
            }
        }
        return changed;
    }

    /** In as few digits as give the same float. */
    private static double readable(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
