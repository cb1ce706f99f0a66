package freshet.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import org.junit.jupiter.api.Test;

class BufferMemoryTest {
    private static final long MEBI = 1L << 20;

    @Test
    void tooLittleIsNamedWithItsRemedy() {
        assertThatThrownBy(() -> BufferMemory.require(128 * MEBI))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("needs 160 MB")
                .hasMessageContaining("may take 128 MB")
                .hasMessageContaining("FRESHET_JAVA_OPTS=-Xmx1g");
    }

    @Test
    void enoughIsEnough() {
        assertThatCode(() -> BufferMemory.require(160 * MEBI)).doesNotThrowAnyException();
    }

    @Test
    void thisProcessMayTakeSome() {
        assertThat(BufferMemory.available()).isBetween(MEBI, 1L << 45);
    }
}
