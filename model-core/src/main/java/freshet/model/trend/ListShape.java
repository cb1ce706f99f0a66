package freshet.model.trend;

import java.util.List;

/**
 * What is kept of a category. Immutable.
 *
 * @param windowMillis windows over which events are counted, milliseconds, each at least 1 and none
 *     twice: an event as old as the window counts 1/100
 * @param candidates most items that are counted per window, and that are kept as new, at least 1
 */
public record ListShape(List<Long> windowMillis, int candidates) {
    public ListShape {
        windowMillis = List.copyOf(windowMillis);
    }
}
