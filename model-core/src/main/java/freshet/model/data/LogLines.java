package freshet.model.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text, ended by LF or CRLF. A byte order mark before a line is passed over: joined
 * files have one in the middle too. For one thread.
 */
public final class LogLines {
    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long number;

    /** @param in stays open */
    public LogLines(InputStream in) {
        this.in = in;
    }

    /**
     * Steps to the next line.
     *
     * @return whether there is one
     * @throws LogException if it is longer than 1 MiB
     */
    public boolean next() throws IOException {
        line.reset();
        if (at == end && !refill()) {
            return false;
        }
        number++;
        do {
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, start, at - start);
            if (line.size() > MAX_LINE_BYTES) {
                throw new LogException("line " + number + " is longer than " + MAX_LINE_BYTES + " bytes; "
                        + (line.toString(StandardCharsets.ISO_8859_1).contains("\r")
                                ? "end lines with LF or CRLF, not with CR alone"
                                : "is this a text file of one event or session per line?"));
            }
            if (at < end) {
                at++;
                return true;
            }
        } while (refill());
        return true;
    }

    /**
     * The line without its end.
     *
     * @throws MalformedLineException if it is not valid UTF-8
     */
    public String text() throws MalformedLineException {
        String text;
        try {
            text = decoder.decode(ByteBuffer.wrap(line.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedLineException("the line is not valid UTF-8; write the file in UTF-8", e);
        }
        int from = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int to = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(from, to);
    }

    /** Number of the line, from 1; 0 before the first. */
    public long number() {
        return number;
    }

    private boolean refill() throws IOException {
        at = 0;
        end = Math.max(in.read(buffer), 0);
        return end > 0;
    }
}
