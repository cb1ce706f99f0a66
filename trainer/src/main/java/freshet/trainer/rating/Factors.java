package freshet.trainer.rating;

import java.util.SplittableRandom;

/** A matrix of vectors that are learned, row by row (rows, width). For one thread. */
final class Factors {
    final double[] values; // (rows, width)
    private final int width;

    Factors(int rows, int width) {
        this.values = new double[Math.multiplyExact(rows, width)];
        this.width = width;
    }

    /** Normally distributed values around 0. */
    Factors random(double deviation, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return this;
    }

    int width() {
        return width;
    }

    /** Where a row begins in {@link #values}. */
    int at(int row) {
        return row * width;
    }

    /** Row · other row. */
    double dot(int row, Factors other, int otherRow) {
        double sum = 0;
        for (int i = 0, a = at(row), b = other.at(otherRow); i < width; i++) {
            sum += values[a + i] * other.values[b + i];
        }
        return sum;
    }
}
