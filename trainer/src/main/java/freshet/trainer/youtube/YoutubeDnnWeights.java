package freshet.trainer.youtube;

import freshet.model.encoder.CalendarTime;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.youtube.YoutubeDnn.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All weights of a {@link YoutubeDnn} as its layers read them; shared with {@link Parameters}, not
 * copied. Matrices are applied to rows from the right: x W.
 */
final class YoutubeDnnWeights {
    private static final String INPUT = "item.input";
    private static final String HOUR = "context.hour";
    private static final String WEEKDAY = "context.weekday";
    private static final String LAYER = "tower.";

    final Parameters parameters;
    final int width; // h
    final int contextWidth; // c, 0 without time
    final Parameter input; // (V, h): E itself or a table of its own
    final Optional<Parameter> hours; // (24, c)
    final Optional<Parameter> weekdays; // (7, c)
    final List<Parameter> matrices; // (d or the width below, width), lowest first
    final List<Parameter> biases; // (width)

    /** @param parameters as {@link #zeros} makes them for this model */
    YoutubeDnnWeights(Parameters parameters, YoutubeDnn model) {
        this.parameters = parameters;
        this.width = parameters.width();
        this.contextWidth = model.timeWidth();
        this.input = parameters.get(model.embedding() == Embedding.SHARED ? Parameters.EMBEDDING : INPUT);
        boolean timed = model.context().hasTime();
        this.hours = timed ? Optional.of(parameters.get(HOUR)) : Optional.empty();
        this.weekdays = timed ? Optional.of(parameters.get(WEEKDAY)) : Optional.empty();
        this.matrices = IntStream.range(0, model.layers().size())
                .mapToObj(n -> parameters.get(LAYER + n + ".weight"))
                .toList();
        this.biases = IntStream.range(0, model.layers().size())
                .mapToObj(n -> parameters.get(LAYER + n + ".bias"))
                .toList();
    }

    /** By the names of the bundle of kind {@code youtube-dnn}, all zero. */
    static Parameters zeros(int items, YoutubeDnn model) {
        int h = model.width();
        List<Parameter> others = new ArrayList<>();
        if (model.embedding() == Embedding.SEPARATE) {
            others.add(Parameter.table(INPUT, items, h));
        }
        if (model.context().hasTime()) {
            others.add(Parameter.matrix(HOUR, CalendarTime.HOURS, model.contextWidth()));
            others.add(Parameter.matrix(WEEKDAY, CalendarTime.WEEKDAYS, model.contextWidth()));
        }
        int below = model.inputWidth();
        for (int n = 0; n < model.layers().size(); n++) {
            int width = model.layers().get(n);
            others.add(Parameter.matrix(LAYER + n + ".weight", below, width));
            others.add(Parameter.vector(LAYER + n + ".bias", width));
            below = width;
        }
        return Parameters.of(items, h, others);
    }

    /**
     * Glorot-uniform tables of items and matrices. Biases stay zero, and so do hours and weekdays:
     * one that the data do not have adds nothing.
     */
    void randomise(Glorot glorot) {
        glorot.fill(parameters.embedding(), width, width);
        if (!input.name().equals(Parameters.EMBEDDING)) {
            glorot.fill(input.values(), width, width);
        }
        for (Parameter matrix : matrices) {
            glorot.fill(matrix.values(), matrix.rows(), matrix.columns());
        }
    }
}
