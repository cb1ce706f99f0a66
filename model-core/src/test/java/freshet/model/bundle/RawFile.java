package freshet.model.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small valid bundle file made by hand, to be bent.
 *
 * @param header JSON text
 * @param data bytes after the header
 */
record RawFile(String header, byte[] data) {

    /** Items "a" and "bc", support 7 and 0, a weight w of 1 and 2. */
    static RawFile valid() {
        ByteBuffer data = ByteBuffer.allocate(51).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(7).putLong(0);
        data.putLong(0).putLong(1).putLong(3);
        data.putFloat(1f).putFloat(2f);
        data.put((byte) 'a').put((byte) 'b').put((byte) 'c');
        return new RawFile(
                """
                {"__metadata__":{"format":"freshet","format_version":"1","kind":"raw","configuration":"{}",\
                "provenance":"{}","metrics":"{\\"recall\\":0.5}","self_test":"[{\\"items\\":[\\"a\\"],\
                \\"expected\\":[\\"bc\\"],\\"probabilities\\":[0.5]}]"},\
                "item.support":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},\
                "vocabulary.offsets":{"dtype":"I64","shape":[3],"data_offsets":[16,40]},\
                "w":{"dtype":"F32","shape":[2],"data_offsets":[40,48]},\
                "vocabulary.bytes":{"dtype":"U8","shape":[3],"data_offsets":[48,51]}}""",
                data.array());
    }

    /** With a part of the header replaced. */
    RawFile with(String part, String replacement) {
        if (!header.contains(part)) {
            throw new IllegalArgumentException("the header has no " + part);
        }
        return new RawFile(header.replace(part, replacement), data);
    }

    /** With one value of the data replaced. */
    RawFile withLong(int at, long value) {
        ByteBuffer changed = ByteBuffer.wrap(data.clone()).order(ByteOrder.LITTLE_ENDIAN);
        return new RawFile(header, changed.putLong(at, value).array());
    }

    /** With one value of the data replaced. */
    RawFile withByte(int at, int value) {
        byte[] changed = data.clone();
        changed[at] = (byte) value;
        return new RawFile(header, changed);
    }

    byte[] bytes() {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return bytes(text.length, text);
    }

    byte[] bytes(long statedLength, byte[] text) {
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(statedLength).put(text).put(data).array();
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
