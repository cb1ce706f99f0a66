package freshet.gateway.answer;

import freshet.schema.Recommendation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Event time as the job has it, as far as its answers tell: per partition of the events the latest
 * time that an answered event counted at, less the disorder that is allowed; in all the least of
 * the partitions that are not idle. For one thread.
 */
final class EventTimes {
    /** Nothing was answered yet. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** More partitions than any cluster has: what names others is not by the job. */
    private static final int MOST_PARTITIONS = 200_000;

    private final long disorderMillis;
    private final long idleMillis;
    private final Map<Integer, Mark> latest = new HashMap<>(); // by partition
    private long now = UNKNOWN;

    /**
     * How far a partition is.
     *
     * @param eventMillis the latest time that an event counted at, milliseconds since 1970
     * @param clockMillis when its newest answer was read, by the clock
     */
    private record Mark(long eventMillis, long clockMillis) {}

    /**
     * @param disorder the job's events.out-of-orderness
     * @param idle the job's events.idle-timeout
     */
    EventTimes(Duration disorder, Duration idle) {
        disorderMillis = disorder.toMillis();
        idleMillis = idle.toMillis();
    }

    /** Takes an answer at this time of the clock, milliseconds. */
    void answered(Recommendation answer, long clockMillis) {
        int partition = answer.getEvent().getPartition();
        if (partition < MOST_PARTITIONS) {
            Mark mark = new Mark(HeldAnswer.countsAt(answer), clockMillis);
            latest.merge(
                    partition,
                    mark,
                    (before, now) -> new Mark(Math.max(before.eventMillis, now.eventMillis), now.clockMillis));
        }
    }

    /** Event time at this time of the clock, milliseconds; never earlier than before. */
    long at(long clockMillis) {
        latest.values().stream()
                .filter(mark -> clockMillis - mark.clockMillis <= idleMillis)
                .mapToLong(Mark::eventMillis)
                .min()
                .ifPresent(least -> now = Math.max(now, least - disorderMillis));
        return now;
    }

    /** Forgets all partitions: the topic of the events was made anew. */
    void clear() {
        latest.clear();
        now = UNKNOWN;
    }
}
