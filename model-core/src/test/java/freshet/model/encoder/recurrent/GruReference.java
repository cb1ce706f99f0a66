package freshet.model.encoder.recurrent;

/**
 * A GRU step in double precision, written straight from the paper's equations: what the encoder is
 * held against.
 */
final class GruReference {
    private GruReference() {}

    /** Next hidden state (h) from an input (d) and a hidden state (h). */
    static double[] step(CellWeights w, double[] x, double[] hidden) {
        int h = w.width();
        double[] gated = new double[h];
        for (int j = 0; j < h; j++) {
            gated[j] = sigmoid(sum(w, x, hidden, j)) * hidden[j];
        }
        double[] next = new double[h];
        for (int j = 0; j < h; j++) {
            double update = sigmoid(sum(w, x, hidden, h + j));
            double candidate = Math.tanh(sum(w, x, gated, 2 * h + j));
            next[j] = (1 - update) * hidden[j] + update * candidate;
        }
        return next;
    }

    private static double sum(CellWeights w, double[] x, double[] hidden, int column) {
        int columns = 3 * w.width();
        double sum = w.bias()[column];
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * w.input()[i * columns + column];
        }
        for (int i = 0; i < hidden.length; i++) {
            sum += hidden[i] * w.recurrent()[i * columns + column];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
