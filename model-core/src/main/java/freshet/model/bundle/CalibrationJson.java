package freshet.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import freshet.model.text.Quote;

/** A calibration as JSON: an object of its parameters, a line again being one. */
final class CalibrationJson {
    private static final String TEMPERATURE = "temperature";
    private static final String RANK_DISCOUNT = "rank_discount";
    private static final String FULL = "full";
    private static final String FEW = "few";
    private static final String INTERCEPT = "intercept";
    private static final String SLOPE = "slope";
    private static final String REMEDY = ": train again, or with --no-calibration";

    private CalibrationJson() {}

    static JsonNode write(Calibration calibration) {
        ObjectNode object = StrictJson.MAPPER.createObjectNode();
        object.put(TEMPERATURE, calibration.temperature());
        object.put(RANK_DISCOUNT, calibration.rankDiscount());
        write(calibration.full(), object.putObject(FULL));
        write(calibration.few(), object.putObject(FEW));
        return object;
    }

    private static void write(ShareLine line, ObjectNode object) {
        object.put(INTERCEPT, line.intercept());
        object.put(SLOPE, line.slope());
    }

    /** @throws BundleException if a parameter is missing, no number, or out of its range */
    static Calibration read(JsonNode node) {
        try {
            return new Calibration(
                    number(node, TEMPERATURE),
                    number(node, RANK_DISCOUNT),
                    line(node.path(FULL)),
                    line(node.path(FEW)));
        } catch (IllegalArgumentException e) { // out of its range
            throw new BundleException(e.getMessage() + REMEDY, e);
        }
    }

    private static ShareLine line(JsonNode node) {
        return new ShareLine(number(node, INTERCEPT), number(node, SLOPE));
    }

    private static double number(JsonNode node, String name) {
        JsonNode number = node.path(name);
        if (!number.isNumber()) {
            String found = number.isMissingNode() ? "missing" : Quote.of(number.toString());
            throw new BundleException(name + " is " + found + "; it must be a number" + REMEDY);
        }
        return number.doubleValue();
    }
}
