package freshet.model.benchmark;

import freshet.model.scoring.ItemHead;
import java.util.Random;

/**
 * The size of an item head, written as {@code 40000x100}.
 *
 * @param items rows
 * @param width columns
 */
record Shape(int items, int width) {

    static Shape parse(String text) {
        int by = text.indexOf('x');
        return new Shape(Integer.parseInt(text.substring(0, by)), Integer.parseInt(text.substring(by + 1)));
    }

    /**
     * Random weights, with scores for {@link #queries} that spread as those of a trained model:
     * deviation 2, bias 1.
     */
    ItemHead head() {
        Random random = new Random(1);
        float[] embedding = gaussians(random, items * width, (float) (2 / Math.sqrt(width)));
        return new ItemHead(items, width, embedding, gaussians(random, items, 1f));
    }

    float[] queries(int count) {
        return gaussians(new Random(2), count * width, 1f);
    }

    static float[] gaussians(Random random, int count, float deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * deviation;
        }
        return values;
    }
}
