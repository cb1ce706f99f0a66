package freshet.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * A chart as {@code charts.js} draws it.
 *
 * @param type {@code line} or {@code bar}
 * @param x title of the horizontal axis
 * @param y title of the vertical axis
 * @param percent whether the values are percentages
 * @param labels along the horizontal axis
 * @param series each with as many values as there are labels
 * @param highlighted index of the label whose points are drawn large, -1 for none
 */
record Chart(
        String type, String x, String y, boolean percent, List<String> labels, List<Series> series, int highlighted) {

    /**
     * Values under one name.
     *
     * @param colour a colour of the style sheet, for example {@code first}
     */
    record Series(String name, String colour, List<Double> values) {}

    /**
     * Charts by name, as JSON that no HTML parser takes for anything but text: it has no {@code <}.
     */
    static String json(Map<String, Chart> charts) {
        try {
            return new ObjectMapper().writeValueAsString(charts).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can always be written as JSON, these cannot", e);
        }
    }
}
