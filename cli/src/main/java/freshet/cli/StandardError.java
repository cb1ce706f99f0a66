package freshet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.Charset;

/**
 * Standard error of this process. The script {@code freshet} sends what the JVM itself writes
 * through a filter, which drops a warning that Java gives at each start. It hands over the real
 * standard error as another descriptor, so that a command's own lines pass no other process: none
 * is lost when the command ends, and a terminal stays one.
 */
final class StandardError {
    private static final String DESCRIPTOR = "freshet.stderr";

    private StandardError() {}

    /**
     * Makes {@link System#err} write to the descriptor that the property {@value #DESCRIPTOR}
     * names, if it is set.
     */
    static void restore() {
        Integer number = Integer.getInteger(DESCRIPTOR);
        if (number != null) {
            FileOutputStream real = new FileOutputStream(descriptor(number));
            String charset = System.getProperty(
                    "stderr.encoding", Charset.defaultCharset().name());
            System.setErr(new PrintStream(real, true, Charset.forName(charset)));
        }
    }

    /**
     * Java opens files alone by a public way, and a file that is opened again has a place of its
     * own to write at.
     */
    private static FileDescriptor descriptor(int number) {
        try {
            FileDescriptor descriptor = new FileDescriptor();
            Field field = FileDescriptor.class.getDeclaredField("fd");
            field.setAccessible(true);
            field.setInt(descriptor, number);
            return descriptor;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java gives no way to descriptor " + number, e);
        }
    }
}
