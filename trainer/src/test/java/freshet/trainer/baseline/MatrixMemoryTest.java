package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.TrainingException;
import org.junit.jupiter.api.Test;

class MatrixMemoryTest {

    @Test
    void aMatrixThatFitsIsAllowed() {
        assertThatCode(() -> new MatrixMemory(4L * 1000 * 1000).require("slist", 1000))
                .doesNotThrowAnyException();
    }

    @Test
    void aMatrixOverTheMemoryIsRefused() {
        assertThatThrownBy(() -> new MatrixMemory(4000L << 20).require("slist", 40_000))
                .isInstanceOf(TrainingException.class)
                .hasMessage("model slist cannot learn 40000 items: its matrix needs 6103 MiB, and beside Java's heap"
                        + " there are 4000; keep fewer items by --min-support, or train another model");
    }

    @Test
    void moreRowsThanLapackCountsAreRefused() {
        assertThatThrownBy(() -> new MatrixMemory(Long.MAX_VALUE).require("slist", 50_000))
                .isInstanceOf(TrainingException.class)
                .hasMessage("model slist cannot learn 50000 items: a matrix has at most 46340 rows;"
                        + " keep fewer items by --min-support, or train another model");
    }

    @Test
    void theMachineHasMemoryBesideTheHeap() {
        assertThat(MatrixMemory.ofMachine().bytes()).isPositive();
    }
}
