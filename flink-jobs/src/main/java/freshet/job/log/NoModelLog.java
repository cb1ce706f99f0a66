package freshet.job.log;

import freshet.schema.EventCoordinates;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how many events were answered without items, as no model is served: a line within
 * seconds, then at most one a minute. For the task's thread.
 */
public final class NoModelLog {
    private static final Logger LOG = LoggerFactory.getLogger(NoModelLog.class);

    private final PacedLine line;
    private final String why;

    /**
     * @param model under which models are announced
     * @param topic on which they are
     * @param time of the task
     */
    public NoModelLog(String model, String topic, ProcessingTimeService time) {
        why = "no model is announced as " + model + " on topic " + topic + ", or none can be loaded";
        line = new PacedLine(
                time,
                sum -> LOG.warn(
                        "{} answered without items (NONE) {}: {}; publish one with the command publish",
                        sum.count(),
                        sum.place(),
                        sum.words()));
    }

    /** An event is answered without items. */
    public void answered(EventCoordinates event) {
        line.add(event, why);
    }

    /** Writes now what has not been told yet. */
    public void flush() {
        line.flush();
    }
}
