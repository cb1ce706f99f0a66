package freshet.model.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads settings and lists as text: UTF-8, from files and pipes. A byte order mark, which editors
 * write unseen, is taken off in front of any line: joined files have it in their middle too.
 */
public final class Utf8Text {
    private static final int BUFFER_BYTES = 1 << 13;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern MARKS = Pattern.compile("(?<=\n|^)" + BYTE_ORDER_MARK);
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    private Utf8Text() {}

    /**
     * The text of a file or pipe.
     *
     * @throws NotTextException if it is a folder, or no UTF-8 text
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NotTextException("it is a folder; name a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * The text of a stream, which stays open.
     *
     * @throws NotTextException if it is no UTF-8 text
     * @throws IOException if it cannot be read
     */
    public static String read(InputStream in) throws IOException {
        byte[] bytes = bytes(in);
        byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, ForeignFile.BYTES));
        String kind = ForeignFile.kind(first).orElse("");
        if (!kind.isEmpty()) {
            throw new NotTextException("it is " + kind);
        }
        return MARKS.matcher(text(bytes)).replaceAll("");
    }

    /** The lines of a text, without their ends (LF or CRLF). */
    public static List<String> lines(String text) {
        List<String> lines = Arrays.asList(LINE_END.split(text, -1));
        return lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    }

    private static String text(byte[] bytes) throws NotTextException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length); // UTF-8 has no more characters than bytes
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(left, text, true);
        if (result.isError()) {
            long line = 1;
            for (int i = 0; i < left.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new NotTextException("line " + line + " is not UTF-8; write the file in UTF-8");
        }
        return text.flip().toString();
    }

    /**
     * By plain reads alone: what else the JDK's streams of files offer asks for a position, which a
     * pipe has not.
     */
    private static byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }
}
