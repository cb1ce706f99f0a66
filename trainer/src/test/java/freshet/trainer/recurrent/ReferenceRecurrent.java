package freshet.trainer.recurrent;

import freshet.trainer.neural.recurrent.LayerWeights;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Recurrent layers in double precision and plain loops, written from the formulas alone, against
 * which the trainer's fast code is held. Reads the trainer's weights anew at every call, so that a
 * test may nudge them.
 */
final class ReferenceRecurrent {
    private final RecurrentWeights weights;

    ReferenceRecurrent(RecurrentWeights weights) {
        this.weights = weights;
    }

    /** The states of all layers before the first event, all zero. */
    double[][] start() {
        return weights.layers.stream()
                .map(layer -> new double[layer.stateWidth()])
                .toArray(double[][]::new);
    }

    /** The states of all layers after an item, from those before it. */
    double[][] fold(double[][] before, int item) {
        return fold(before, item, kept());
    }

    /**
     * No dropout: factors of 1 for what goes into each layer, and last for what comes out at the
     * top.
     */
    double[][] kept() {
        return IntStream.rangeClosed(0, weights.layers.size())
                .map(i -> i == 0
                        ? weights.inputColumns
                        : weights.layers.get(i - 1).width())
                .mapToObj(
                        columns -> DoubleStream.generate(() -> 1).limit(columns).toArray())
                .toArray(double[][]::new);
    }

    /**
     * The same with dropout between the layers: what goes up is multiplied by factors, what goes on
     * to the next event is not.
     */
    double[][] fold(double[][] before, int item, double[][] factors) {
        double[][] after = new double[before.length][];
        double[] x = new double[weights.inputColumns];
        for (int i = 0; i < x.length; i++) {
            x[i] = weights.input[item * x.length + i] * factors[0][i];
        }
        for (int layer = 0; layer < before.length; layer++) {
            after[layer] = step(weights.layers.get(layer), x, before[layer]);
            x = product(Arrays.copyOf(after[layer], weights.layers.get(layer).width()), factors[layer + 1]);
        }
        return after;
    }

    private static double[] step(LayerWeights layer, double[] x, double[] before) {
        return switch (layer.cell().name() + " " + layer.cell().variant()) {
            case "gru reset-before" -> gru(layer, x, before);
            case "lstm forget-gate" -> lstm(layer, x, before);
            case "rnn tanh" ->
                DoubleStream.of(sums(layer, x, before)).map(Math::tanh).toArray();
            case "rnn relu" ->
                DoubleStream.of(sums(layer, x, before))
                        .map(sum -> Math.min(Math.max(sum, 0), 20))
                        .toArray();
            default -> throw new IllegalArgumentException("no formulas for " + layer.cell());
        };
    }

    /** The state is h | c. */
    private static double[] lstm(LayerWeights layer, double[] x, double[] before) {
        int h = layer.width();
        double[] sums = sums(layer, x, before);
        double[] after = new double[2 * h];
        for (int i = 0; i < h; i++) {
            after[h + i] = sigmoid(sums[h + i]) * before[h + i] + sigmoid(sums[i]) * Math.tanh(sums[3 * h + i]);
            after[i] = sigmoid(sums[2 * h + i]) * Math.tanh(after[h + i]);
        }
        return after;
    }

    /** W x + U h + b. */
    private static double[] sums(LayerWeights layer, double[] x, double[] before) {
        double[] sums = product(layer, x).clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += layer.bias().values()[i];
            for (int j = 0; j < layer.width(); j++) {
                sums[i] += before[j] * layer.recurrent().values()[j * sums.length + i];
            }
        }
        return sums;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] gru(LayerWeights gru, double[] x, double[] before) {
        int h = gru.width();
        double[] fromInput = product(gru, x);
        double[] reset = new double[h];
        double[] after = new double[h];
        for (int i = 0; i < h; i++) {
            double sum = fromInput[i] + gru.bias().values()[i];
            for (int j = 0; j < h; j++) {
                sum += before[j] * gru.recurrent().values()[j * 3 * h + i];
            }
            reset[i] = 1 / (1 + Math.exp(-sum));
        }
        for (int i = 0; i < h; i++) {
            double update = fromInput[h + i] + gru.bias().values()[h + i];
            double candidate = fromInput[2 * h + i] + gru.bias().values()[2 * h + i];
            for (int j = 0; j < h; j++) {
                update += before[j] * gru.recurrent().values()[j * 3 * h + h + i];
                candidate += reset[j] * before[j] * gru.recurrent().values()[j * 3 * h + 2 * h + i];
            }
            double z = 1 / (1 + Math.exp(-update));
            after[i] = (1 - z) * before[i] + z * Math.tanh(candidate);
        }
        return after;
    }

    private static double[] product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
    }

    /** W x; one-hot inputs come as W x. */
    private static double[] product(LayerWeights layer, double[] x) {
        if (layer.inputWidth() == 0) {
            return x;
        }
        double[] product = new double[layer.cell().blocks() * layer.width()];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += x[j] * layer.input().orElseThrow().values()[j * product.length + i];
            }
        }
        return product;
    }

    /** Score of an item for the states of all layers. */
    double score(double[][] states, int item) {
        return score(states, item, kept());
    }

    /** The same with dropout. */
    double score(double[][] states, int item, double[][] factors) {
        double[] query = product(Arrays.copyOf(states[states.length - 1], weights.width), factors[states.length]);
        double score = weights.bias[item];
        for (int i = 0; i < query.length; i++) {
            score += query[i] * weights.embedding[item * query.length + i];
        }
        return score;
    }
}
