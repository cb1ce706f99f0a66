package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ItemGradientsTest {

    @Test
    void itemListedSeveralTimesIsSummedBeforeItsOneStep() {
        ItemGradients gradients = new ItemGradients(10, 6, 2);
        fill(gradients);

        assertThat(gradients.merge(5)).isEqualTo(3);

        assertThat(Arrays.copyOf(gradients.items, 3)).containsExactly(4, 7, 1);
        assertThat(Arrays.copyOf(gradients.embedding, 6)).containsExactly(1 + 5 + 7, 2 + 6 + 8, 3, 4, 9, 10);
        assertThat(Arrays.copyOf(gradients.bias, 3)).containsExactly(100 + 300 + 400, 200, 500);
    }

    @Test
    void nextStepStartsAfresh() {
        ItemGradients gradients = new ItemGradients(10, 6, 2);
        fill(gradients);
        gradients.merge(5);
        fill(gradients);

        assertThat(gradients.merge(5)).isEqualTo(3);
        assertThat(gradients.bias[0]).isEqualTo(800);
    }

    private static void fill(ItemGradients gradients) {
        System.arraycopy(new int[] {4, 7, 4, 4, 1}, 0, gradients.items, 0, 5);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0, gradients.embedding, 0, 10);
        System.arraycopy(new float[] {100, 200, 300, 400, 500}, 0, gradients.bias, 0, 5);
    }
}
