package freshet.lab.demo;

import freshet.model.data.LoggedEvent;

/** When an event is to be sent. */
@FunctionalInterface
interface Pace {

    /**
     * @param event the next event
     * @param index how many were sent before it
     * @return milliseconds after the first event
     */
    double dueMillis(LoggedEvent event, long index);

    /** So many events in each second. */
    static Pace ofRate(double eventsPerSecond) {
        return (event, index) -> 1e3 * index / eventsPerSecond;
    }

    /**
     * Event time runs so many times faster than the clock.
     *
     * @param startMillis event time at which it starts
     */
    static Pace ofSpeed(long startMillis, double speed) {
        return (event, index) -> (event.event().timeMillis() - startMillis) / speed;
    }
}
