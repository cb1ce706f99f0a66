package freshet.job.model;

import freshet.job.stream.Announcement;
import java.util.Optional;

/**
 * An announced model that is not served yet: it loads, or it has failed and waits for its next
 * attempt. For the task's thread.
 */
final class Pending {
    private static final Runnable NOTHING_SET = () -> {};

    private final Announcement announcement;
    private Optional<Coming> load = Optional.empty();
    private Runnable alarm = NOTHING_SET; // calls off the end of the load's time, or the next attempt
    private int failures;

    Pending(Announcement announcement) {
        this.announcement = announcement;
    }

    Announcement announcement() {
        return announcement;
    }

    boolean loads() {
        return load.isPresent();
    }

    boolean loads(Coming coming) {
        return load.filter(own -> own == coming).isPresent();
    }

    /** Failed loads so far. */
    int failures() {
        return failures;
    }

    /** @param timeLimit calls off what ends the load */
    void begin(Coming coming, Runnable timeLimit) {
        load = Optional.of(coming);
        alarm = timeLimit;
    }

    void succeeded() {
        load = Optional.empty();
        callOff();
    }

    void failed() {
        load.ifPresent(Coming::abandon);
        load = Optional.empty();
        callOff();
        failures++;
    }

    /** @param attempt calls off the next attempt */
    void waitFor(Runnable attempt) {
        alarm = attempt;
    }

    void giveUp() {
        load.ifPresent(Coming::abandon);
        load = Optional.empty();
        callOff();
    }

    private void callOff() {
        alarm.run();
        alarm = NOTHING_SET;
    }
}
