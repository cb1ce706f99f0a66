package freshet.model.kind;

import freshet.model.bundle.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Items related by the cosine of their vectors, cos(a, b) = a·b / (|a| |b|), and 0 where a vector
 * is zero; in double precision.
 *
 * @param embedding (items, width)
 */
public record ItemCosines(Tensor.Floats embedding) implements RelatedItems {

    @Override
    public String measure() {
        return "cosine";
    }

    @Override
    public List<Related> of(int row, int count) {
        double[] cosines = with(row);
        return IntStream.range(0, cosines.length)
                .filter(other -> other != row)
                .mapToObj(other -> new Related(other, cosines[other]))
                .sorted(Comparator.comparingDouble(related -> -related.value()))
                .limit(count)
                .toList();
    }

    /** The cosines of a row with every row (items). */
    public double[] with(int row) {
        double[] cosines = new double[embedding.shape()[0]];
        double length = Math.sqrt(product(row, row));
        for (int other = 0; other < cosines.length; other++) {
            double lengths = length * Math.sqrt(product(other, other));
            cosines[other] = lengths == 0 ? 0 : product(row, other) / lengths;
        }
        return cosines;
    }

    private double product(int first, int second) {
        int width = embedding.shape()[1];
        float[] values = embedding.values();
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (double) values[first * width + i] * values[second * width + i];
        }
        return sum;
    }
}
