package freshet.trainer.neural.weights;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.ProductKernel;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ItemGradientsTest {
    private final MatrixMemory memory = ProductKernel.OPENBLAS.memory();

    @AfterEach
    void giveBack() {
        memory.close();
    }

    @Test
    void itemListedSeveralTimesIsSummedBeforeItsOneStep() {
        ItemGradients gradients = listed();

        gradients.add(7, new float[] {10, 20});
        gradients.add(9, new float[] {5, 6});
        gradients.add(9, new float[] {50, 60});

        assertThat(items(gradients)).containsExactly(4, 7, 9);
        assertThat(vectors(gradients)).containsExactly(1, 2, 13, 24, 55, 66);
        assertThat(Arrays.copyOf(gradients.bias, 3)).containsExactly(100, 200, 0);
    }

    @Test
    void nextStepStartsAfresh() {
        ItemGradients gradients = listed();
        gradients.add(9, new float[] {5, 6});

        gradients.list(new int[] {9}, 1);
        gradients.add(4, new float[] {7, 8});
        assertThat(items(gradients)).containsExactly(9, 4);

        gradients.clear();
        assertThat(gradients.count()).isZero();
        gradients.add(4, new float[] {3, 3});
        assertThat(vectors(gradients)).containsExactly(3, 3);
    }

    @Test
    void listsAreAdded() {
        ItemGradients all = new ItemGradients(10, 6, 2, memory);
        all.add(9, new float[] {11, 12});
        all.add(4, new float[] {13, 14});

        all.add(listed());

        assertThat(items(all)).containsExactly(9, 4, 7);
        assertThat(vectors(all)).containsExactly(11, 12, 14, 16, 3, 4);
        assertThat(Arrays.copyOf(all.bias, 3)).containsExactly(0, 100, 200);
    }

    private ItemGradients listed() {
        ItemGradients gradients = new ItemGradients(10, 6, 2, memory);
        gradients.list(new int[] {4, 7}, 2);
        gradients.vectors.put(0, 0, new float[] {1, 2, 3, 4}, 0, 4);
        gradients.bias[0] = 100;
        gradients.bias[1] = 200;
        return gradients;
    }

    private static int[] items(ItemGradients gradients) {
        return Arrays.copyOf(gradients.items, gradients.count());
    }

    private static float[] vectors(ItemGradients gradients) {
        float[] vectors = new float[2 * gradients.count()];
        gradients.vectors.get(0, 0, vectors, 0, vectors.length);
        return vectors;
    }
}
