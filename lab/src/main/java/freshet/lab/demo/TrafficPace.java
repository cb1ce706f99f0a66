package freshet.lab.demo;

import freshet.model.data.LoggedEvent;

/** When an event is to be sent. */
@FunctionalInterface
interface TrafficPace {

    /**
     * @param event the next event
     * @param index how many were sent before it
     * @return milliseconds after the first event
     */
    double dueMillis(LoggedEvent event, long index);

    /** The same number of events in each second. */
    static TrafficPace ofRate(double eventsPerSecond) {
        return (event, index) -> 1e3 * index / eventsPerSecond;
    }

    /**
     * How many times faster than the clock event time runs.
     *
     * @param startMillis event time at which it starts
     */
    static TrafficPace ofSpeed(long startMillis, double speed) {
        return (event, index) -> (event.event().timeMillis() - startMillis) / speed;
    }
}
