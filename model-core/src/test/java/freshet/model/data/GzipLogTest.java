package freshet.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.format.LogFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of gzip that {@code gzip -t} takes is read whole, every kind that it refuses is an
 * error.
 */
class GzipLogTest {
    private static final LogFormat SEQUENCES = LogFormats.named("sequences");
    private static final byte[] FIRST = gzip("a b\n");
    private static final byte[] SECOND = gzip("c d e\n");
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyMember_isRead() throws IOException {
        assertThat(items(join(FIRST, SECOND, gzip(""), FIRST))).containsExactly("a", "b", "c", "d", "e", "a", "b");
    }

    @Test
    void membersLongerThanAnyBuffer_areRead() throws IOException {
        Random random = new Random(11);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int member = 0; member < 40; member++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < random.nextInt(5_000); line++) {
                String item = Integer.toString(random.nextInt());
                expected.add(item);
                text.append(item).append('\n');
            }
            members.write(gzip(text.toString()));
        }
        assertThat(items(members.toByteArray())).isEqualTo(expected);
    }

    @Test
    void zeroBytesAfterTheLastMember_arePadding() throws IOException {
        assertThat(items(join(FIRST, new byte[1]))).hasSize(2);
        assertThat(items(join(FIRST, SECOND, new byte[100_000]))).hasSize(5);
    }

    @Test
    void allPartsOfAHeader_arePassedOver() throws IOException {
        byte[] parts = {2, 0, 7, 7, 'n', 0, 'c', 0}; // extra field, name, comment
        byte[] header = join(Arrays.copyOf(FIRST, HEADER_BYTES), parts);
        header[3] = 4 + 8 + 16 + 2;
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(FIRST, HEADER_BYTES, FIRST.length);

        assertThat(items(join(SECOND, header, checksum, rest))).containsExactly("c", "d", "e", "a", "b");

        checksum[0]++;
        assertRefused(join(SECOND, header, checksum, rest), "member 2: its header's checksum differs");
    }

    @Test
    void bytesThatAreNoMember_areRefused() throws IOException {
        String reason = "after member 1 come bytes that are no gzip; see gzip -t, copy it again";
        byte[] noMagic = SECOND.clone();
        noMagic[0] ^= 0x40;

        assertRefused(join(FIRST, noMagic), "after line 1", reason);
        assertRefused(join(FIRST, "text\n".getBytes(StandardCharsets.UTF_8)), reason);
        assertRefused(join(FIRST, new byte[9], SECOND), reason);
        assertRefused(join(FIRST, new byte[9], new byte[] {'x'}), reason);
    }

    @Test
    void aDamagedLaterMember_isRefused() throws IOException {
        assertRefused(join(FIRST, changed(2)), "member 2: its method is unknown");
        assertRefused(join(FIRST, changed(3)), "member 2: its header has unknown flags");
        assertRefused(join(FIRST, changed(SECOND.length - TRAILER_BYTES)), "member 2: its checksum differs");
        assertRefused(join(FIRST, changed(SECOND.length - 1)), "member 2: its length differs");
    }

    @Test
    void aLaterMemberCutAnywhere_isCutShort() throws IOException {
        for (int length = 1; length < SECOND.length; length++) {
            assertRefused(join(FIRST, Arrays.copyOf(SECOND, length)), "cut short, copy it again");
        }
    }

    @Test
    void aMemberDamagedBeforeItsFirstLine_isSaidSo() throws IOException {
        byte[] cut = Arrays.copyOf(FIRST, HEADER_BYTES + 2);
        assertRefused(cut, "the gzip stream ends before its first line, before its end mark; it is cut short");
        byte[] damaged = FIRST.clone();
        damaged[HEADER_BYTES] = (byte) 0xff;
        assertRefused(damaged, "cannot be read before its first line: damaged gzip stream");
    }

    private static byte[] changed(int index) {
        byte[] member = SECOND.clone();
        member[index] ^= (byte) 0x80;
        return member;
    }

    private List<String> items(byte[] bytes) throws IOException {
        return EventLog.readAll(write(bytes), SEQUENCES).stream()
                .map(logged -> logged.event().itemId())
                .toList();
    }

    private void assertRefused(byte[] bytes, String... reasons) throws IOException {
        Path file = write(bytes);
        assertThatThrownBy(() -> EventLog.readAll(file, SEQUENCES))
                .isInstanceOf(LogException.class)
                .message()
                .contains(file.toString())
                .contains(reasons);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("log.gz"), bytes);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("an array takes all bytes", e);
        }
        return bytes.toByteArray();
    }
}
