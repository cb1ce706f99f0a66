package freshet.gateway.live;

import freshet.schema.RecommendationSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Answers of the newest minute by their source. For one thread. */
final class RecentSources {
    private static final int SECONDS = 60;

    private final Deque<Map<RecommendationSource, Long>> seconds = new ArrayDeque<>(); // the newest last

    RecentSources() {
        next();
    }

    void add(RecommendationSource source) {
        seconds.getLast().merge(source, 1L, Long::sum);
    }

    /** A second is over; the oldest one no longer counts. */
    void next() {
        if (seconds.size() == SECONDS) {
            seconds.removeFirst();
        }
        seconds.addLast(new EnumMap<>(RecommendationSource.class));
    }

    /** Those that there were. */
    Map<RecommendationSource, Long> counts() {
        Map<RecommendationSource, Long> sum = new EnumMap<>(RecommendationSource.class);
        seconds.forEach(second -> second.forEach((source, count) -> sum.merge(source, count, Long::sum)));
        return sum;
    }
}
