package freshet.model.session;

/**
 * Bounds the time that an event says by its arrival: what has arrived has happened before. All
 * times are milliseconds since 1970-01-01 UTC.
 */
public final class Arrival {
    private Arrival() {}

    /**
     * When a record arrived, as far as is known.
     *
     * @param recordMillis timestamp of the record; negative if it has none that can be right
     * @param nowMillis the clock when the record is read
     * @return the record's timestamp, or the clock where that is unknown or later than the clock
     */
    public static long of(long recordMillis, long nowMillis) {
        return recordMillis < 0 ? nowMillis : Math.min(recordMillis, nowMillis);
    }

    /**
     * The time at which an event counts: its own, unless that is later than the clock. An event
     * from a clock that is ahead counts at its arrival.
     *
     * @param saidMillis time that the event says
     * @param recordMillis timestamp of its record; negative if it has none that can be right
     * @param nowMillis the clock when the record is read
     */
    public static long bounded(long saidMillis, long recordMillis, long nowMillis) {
        return saidMillis <= nowMillis ? saidMillis : of(recordMillis, nowMillis);
    }
}
