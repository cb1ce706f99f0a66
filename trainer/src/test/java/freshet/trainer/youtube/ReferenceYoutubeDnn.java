package freshet.trainer.youtube;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.weights.Parameter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The network's formulas in double precision; a caller may apply dropout. */
final class ReferenceYoutubeDnn {
    private final YoutubeDnn model;
    private final YoutubeDnnWeights weights;

    ReferenceYoutubeDnn(YoutubeDnn model, YoutubeDnnWeights weights) {
        this.model = model;
        this.weights = weights;
    }

    /** An item's row of the input table. */
    double[] row(int item) {
        return WindowGradients.row(weights.input, item);
    }

    /**
     * @param rows x_1 … x_t (t, h)
     * @param time of the newest event, milliseconds since 1970; empty if it is not known
     * @param dropouts of the layers, lowest first
     */
    double[] query(double[][] rows, OptionalLong time, double age, List<UnaryOperator<double[]>> dropouts) {
        List<Double> input = new ArrayList<>();
        for (int i = 0; i < model.width(); i++) {
            double sum = 0;
            double sumOfWeights = 0;
            for (int t = 0; t < rows.length; t++) {
                double weight = Math.pow(1 - (double) model.decay(), rows.length - 1 - t);
                sum += weight * rows[t][i];
                sumOfWeights += weight;
            }
            input.add(sum / sumOfWeights);
        }
        if (model.context().hasTime()) {
            double[] hour = new double[model.contextWidth()];
            double[] weekday = new double[model.contextWidth()];
            if (time.isPresent()) {
                ZonedDateTime utc = Instant.ofEpochMilli(time.getAsLong()).atZone(ZoneOffset.UTC);
                hour = WindowGradients.row(weights.hours.orElseThrow(), utc.getHour());
                weekday = WindowGradients.row(
                        weights.weekdays.orElseThrow(), utc.getDayOfWeek().getValue() - 1);
            }
            addAll(input, hour);
            addAll(input, weekday);
        }
        if (model.context().hasAge()) {
            addAll(input, new double[] {age, age * age, Math.sqrt(age)});
        }
        double[] values = input.stream().mapToDouble(Double::doubleValue).toArray();
        for (int n = 0; n < model.layers().size(); n++) {
            values = dropouts.get(n).apply(layer(values, weights.matrices.get(n), weights.biases.get(n)));
        }
        return values;
    }

    private static double[] layer(double[] x, Parameter matrix, Parameter bias) {
        double[] values = new double[bias.columns()];
        for (int j = 0; j < values.length; j++) {
            double sum = bias.values()[j];
            for (int k = 0; k < x.length; k++) {
                sum += x[k] * matrix.values()[k * values.length + j];
            }
            values[j] = Math.max(sum, 0);
        }
        return values;
    }

    private static void addAll(List<Double> list, double[] values) {
        for (double value : values) {
            list.add(value);
        }
    }
}
