package freshet.cli;

import freshet.model.file.IoReason;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Standard output of this process, which remembers why it could not be written: Java's own swallows
 * that, and a command whose answer is lost would have done well.
 */
final class StandardOutput extends OutputStream {
    private static final String READER_LEFT = "Broken pipe"; // as head does, of its own will

    private final OutputStream real;
    private volatile Optional<IOException> failure = Optional.empty();

    /** @param real takes what is written */
    StandardOutput(OutputStream real) {
        this.real = real;
    }

    /** Makes {@link System#out} write here, in the encoding that it has. */
    static StandardOutput restore() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        String charset = System.getProperty(
                "stdout.encoding",
                System.getProperty(
                        "sun.stdout.encoding", Charset.defaultCharset().name()));
        System.setOut(new PrintStream(output, true, Charset.forName(charset)));
        return output;
    }

    /** What was lost and why, in one line; empty if nothing was, or if its reader has gone. */
    Optional<String> loss() {
        return failure.map(IoReason::of)
                .filter(reason -> !reason.equals(READER_LEFT))
                .map(reason -> "standard output cannot be written: " + reason
                        + "; what was printed is not whole: put that right and run the command again");
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            real.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }
}
