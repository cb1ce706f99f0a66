package freshet.model.benchmark;

import freshet.model.scoring.ItemHead;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Larger catalogues with the spectrum, norms and biases of a trained one. A row, its bias as a last
 * coordinate, is m + √(1 − h²) (parent − m) + h · noise: the parent a trained row drawn at random,
 * m the trained rows' mean, the noise normal with their covariance, so that mean and covariance
 * stay what they are (kernel density with shrinkage, West 1993). At h = 0.5 two rows of one parent
 * lie as far apart as a trained row and its nearest neighbour; at h = 1 nothing is left but mean
 * and covariance.
 */
final class LargeCatalogue {
    private LargeCatalogue() {}

    /** @param h spread of the noise, from 0 to 1 */
    static ItemHead enlarged(ItemHead trained, int items, double h) {
        int depth = trained.width() + 1;
        double[] mean = mean(trained);
        double[] factor = cholesky(covariance(trained, mean), depth);
        SplittableRandom parents = new SplittableRandom(1);
        Random random = new Random(1);
        double kept = Math.sqrt(1 - h * h);
        float[] embedding = new float[Math.multiplyExact(items, trained.width())];
        float[] bias = new float[items];
        double[] row = new double[depth];
        for (int item = 0; item < items; item++) {
            int parent = parents.nextInt(trained.items());
            for (int k = 0; k < depth; k++) {
                row[k] = mean[k] + kept * (value(trained, parent, k) - mean[k]);
            }
            for (int j = 0; j < depth; j++) {
                double noise = h * random.nextGaussian();
                for (int k = j; k < depth; k++) {
                    row[k] += noise * factor[j * depth + k];
                }
            }
            for (int k = 0; k < trained.width(); k++) {
                embedding[item * trained.width() + k] = (float) row[k];
            }
            bias[item] = (float) row[depth - 1];
        }
        return new ItemHead(items, trained.width(), embedding, bias);
    }

    private static float value(ItemHead head, int item, int k) {
        return k < head.width() ? head.embedding()[item * head.width() + k] : head.bias()[item];
    }

    private static double[] mean(ItemHead head) {
        double[] mean = new double[head.width() + 1];
        for (int item = 0; item < head.items(); item++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += value(head, item, k) / head.items();
            }
        }
        return mean;
    }

    private static double[] covariance(ItemHead head, double[] mean) {
        int depth = mean.length;
        double[] covariance = new double[depth * depth];
        for (int item = 0; item < head.items(); item++) {
            for (int j = 0; j < depth; j++) {
                double deviation = (value(head, item, j) - mean[j]) / head.items();
                for (int k = 0; k < depth; k++) {
                    covariance[j * depth + k] += deviation * (value(head, item, k) - mean[k]);
                }
            }
        }
        return covariance;
    }

    /** L of C = L Lᵀ, transposed: row j holds column j of L. */
    private static double[] cholesky(double[] matrix, int depth) {
        double[] factor = new double[matrix.length];
        for (int j = 0; j < depth; j++) {
            for (int k = j; k < depth; k++) {
                double sum = matrix[j * depth + k];
                for (int i = 0; i < j; i++) {
                    sum -= factor[i * depth + j] * factor[i * depth + k];
                }
                factor[j * depth + k] = j == k ? Math.sqrt(sum) : sum / factor[j * depth + j];
            }
        }
        return factor;
    }
}
