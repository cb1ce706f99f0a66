package freshet.lab.demo;

import java.util.List;
import java.util.Locale;

/**
 * Lines that stay at the bottom of a terminal and are drawn again and again, under lines that
 * stay. Where nothing can be drawn again, only the lines that stay are written. Threads may share
 * it.
 */
final class StatusBlock implements AutoCloseable {
    private static final String UP_AND_CLEAR_BELOW = "\033[%dA\033[J";

    private final Screen screen;
    private List<String> shown = List.of();

    public StatusBlock(Screen screen) {
        this.screen = screen;
    }

    /** Draws the block with new lines, each cut to the width of the screen. */
    public synchronized void draw(List<String> lines) {
        if (screen.redraws()) {
            wipe();
            shown = lines.stream().map(this::cut).toList();
            shown.forEach(screen.out()::println);
            screen.out().flush();
        }
    }

    /** Writes a line that stays, above the block. */
    public synchronized void say(String line) {
        List<String> block = shown;
        wipe();
        screen.out().println(line);
        block.forEach(screen.out()::println);
        shown = block;
        screen.out().flush();
    }

    /** Takes the block away. */
    @Override
    public synchronized void close() {
        wipe();
        screen.out().flush();
    }

    private void wipe() {
        if (!shown.isEmpty()) {
            screen.out().printf(Locale.ROOT, UP_AND_CLEAR_BELOW, shown.size());
        }
        shown = List.of();
    }

    /** A line that wraps would be drawn over wrongly. */
    private String cut(String line) {
        int columns = screen.columns() - 1;
        return line.length() <= columns ? line : line.substring(0, columns);
    }
}
