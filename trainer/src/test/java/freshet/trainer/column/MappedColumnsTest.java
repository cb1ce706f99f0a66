package freshet.trainer.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedColumnsTest {
    @TempDir
    Path folder;

    /** The file has holes for what is not written: a few pages of it are on the disk. */
    @Test
    void aColumnOfOverTwoGibibytesIsReadAtItsEnds() throws IOException {
        int size = 600_000_000;
        int[] places = {0, (1 << 27) - 1, 1 << 27, (1 << 28) + 1, size - 1};
        LongStore longs = new ColumnFolder(folder).longs(size);
        for (int place : places) {
            longs.set(place, -place - 1L);
        }

        for (int place : places) {
            assertThat(longs.get(place)).isEqualTo(-place - 1L);
        }
        assertThat(longs.get(1)).isZero();
        assertThat(longs.first(5).size()).isEqualTo(5);
        assertThatThrownBy(() -> longs.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytesBeyondTwoGibibytesAreCopied() throws IOException {
        long far = (1L << 31) + 5;
        Path file = folder.resolve("bytes");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), far);
            channel.write(ByteBuffer.wrap(new byte[] {7, 8}), (1L << 30) - 1);

            MappedBytes bytes = MappedBytes.of(channel, far + 3);

            assertThat(bytes.copy(far, 3)).containsExactly(1, 2, 3);
            assertThat(bytes.copy((1L << 30) - 1, 3)).containsExactly(7, 8, 0);
            assertThatThrownBy(() -> bytes.copy(far, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aPartIsAViewWithADifference() {
        IntColumn part = IntColumn.of(5, 7, 9, 12).part(1, 4, 7);

        assertThat(part.toArray()).containsExactly(0, 2, 5);
        assertThat(part.part(1, 3, 2).toArray()).containsExactly(0, 3);
        assertThatThrownBy(() -> part.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(LongColumn.of(5, 7, 9).part(0, 2, 5).toArray()).containsExactly(0, 2);
    }
}
