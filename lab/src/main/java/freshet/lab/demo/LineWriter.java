package freshet.lab.demo;

import java.io.Writer;
import java.util.function.Consumer;

/** Hands on what is written line by line. Threads may share it. */
final class LineWriter extends Writer {
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    /** @param lines takes each line without its end */
    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    lines.accept(begun.toString().stripTrailing());
                    begun.setLength(0);
                } else {
                    begun.append(text[i]);
                }
            }
        }
    }

    @Override
    public void flush() {
        // A line is handed on when it ends.
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }
}
