package freshet.model.data.run;

/**
 * What runs hold.
 *
 * @param sessions how many there are
 * @param events of all of them
 * @param equalTimes how many of these share their time with another one of their session
 */
public record RunTotals(long sessions, long events, long equalTimes) {
    /** Of no run. */
    public static final RunTotals NONE = new RunTotals(0, 0, 0);

    RunTotals plus(RunTotals other) {
        return new RunTotals(sessions + other.sessions, events + other.events, equalTimes + other.equalTimes);
    }
}
