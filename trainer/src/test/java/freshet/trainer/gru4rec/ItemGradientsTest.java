package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ItemGradientsTest {

    @Test
    void itemListedSeveralTimesIsSummedBeforeItsOneStep() {
        ItemGradients gradients = new ItemGradients(10, 6, 2);
        fill(gradients);

        gradients.merge();

        assertThat(gradients.count).isEqualTo(3);

        assertThat(Arrays.copyOf(gradients.items, 3)).containsExactly(4, 7, 1);
        assertThat(Arrays.copyOf(gradients.vectors, 6)).containsExactly(1 + 5 + 7, 2 + 6 + 8, 3, 4, 9, 10);
        assertThat(Arrays.copyOf(gradients.bias, 3)).containsExactly(100 + 300 + 400, 200, 500);
    }

    @Test
    void nextStepStartsAfresh() {
        ItemGradients gradients = new ItemGradients(10, 6, 2);
        fill(gradients);
        gradients.merge();
        fill(gradients);

        gradients.merge();

        assertThat(gradients.count).isEqualTo(3);
        assertThat(gradients.bias[0]).isEqualTo(800);
    }

    @Test
    void listsGrow() {
        ItemGradients all = new ItemGradients(10, 8, 2);
        ItemGradients more = new ItemGradients(10, 6, 2);
        fill(more);
        all.append(new int[] {9, 4}, new float[] {11, 12, 13, 14}, 2);
        all.append(more);

        assertThat(all.count).isEqualTo(7);
        assertThat(Arrays.copyOf(all.items, 7)).containsExactly(9, 4, 4, 7, 4, 4, 1);
        assertThat(Arrays.copyOf(all.bias, 7)).containsExactly(0, 0, 100, 200, 300, 400, 500);
        assertThat(Arrays.copyOf(all.vectors, 6)).containsExactly(11, 12, 13, 14, 1, 2);
    }

    private static void fill(ItemGradients gradients) {
        gradients.count = 5;
        System.arraycopy(new int[] {4, 7, 4, 4, 1}, 0, gradients.items, 0, 5);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0, gradients.vectors, 0, 10);
        System.arraycopy(new float[] {100, 200, 300, 400, 500}, 0, gradients.bias, 0, 5);
    }
}
