package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private final NativeMemory memory = new NativeMemory();
    private final NativeMatrix matrix = memory.matrix(2, 3);
    private final float[] row = {1, 2, 3};

    @Test
    void matrixBeginsAsZerosAndKeepsWhatIsPut() {
        matrix.put(1, 0, row, 0, 3);

        float[] all = new float[6];
        matrix.get(0, 0, all, 0, 6);
        assertThat(all).containsExactly(0, 0, 0, 1, 2, 3);
        memory.close();
    }

    @Test
    void nothingReachesMemoryThatWasGivenBack() {
        NativeMatrix part = matrix.from(1, 1);
        try (NativeMemory open = new NativeMemory()) {
            NativeMatrix other = open.matrix(3, 3);
            memory.close();

            assertClosed(() -> matrix.get(0, 0, row, 0, 3));
            assertClosed(() -> part.put(0, 0, row, 0, 1));
            assertClosed(() -> Sgemm.multiply(part, other, other, 1, 1, 1));
            assertClosed(() -> Sgemm.multiply(other, part, other, 1, 1, 1));
            assertClosed(() -> Sgemm.multiply(other, other, part, 1, 1, 1));
            assertClosed(() -> memory.matrix(1, 1));
        }
    }

    private static void assertClosed(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(IllegalStateException.class).hasMessageContaining("was closed");
    }
}
