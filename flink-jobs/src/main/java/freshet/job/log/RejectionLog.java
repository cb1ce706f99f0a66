package freshet.job.log;

import freshet.job.log.PacedLine.Sum;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how many events were rejected, why, and what to do: for each reason a line within
 * seconds, then at most one a minute. For the task's thread.
 */
public final class RejectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);

    private final Map<RejectionReason, PacedLine> lines = new EnumMap<>(RejectionReason.class);
    private final Map<RejectionReason, RejectedEvent> firsts = new EnumMap<>(RejectionReason.class);

    /** What to do about rejections of one reason. */
    @FunctionalInterface
    public interface Remedy {
        /**
         * In words, asked for once per line.
         *
         * @param event the one that the line tells
         */
        String of(RejectedEvent event);
    }

    /**
     * @param remedies what to do, for each reason that there will be
     * @param time of the task
     */
    public RejectionLog(Map<RejectionReason, Remedy> remedies, ProcessingTimeService time) {
        remedies.forEach((reason, remedy) -> lines.put(reason, new PacedLine(time, sum -> write(reason, sum, remedy))));
    }

    /** An event is rejected, for one of the reasons. */
    public void rejected(RejectedEvent event) {
        if (lines.get(event.getReason()).add(event.getEvent(), event.getDetail())) {
            firsts.put(event.getReason(), event);
        }
    }

    /** Writes now what has not been told yet. */
    public void flush() {
        lines.values().forEach(PacedLine::flush);
    }

    /** A duplicate is a warning to nobody: producers repeat themselves. */
    private void write(RejectionReason reason, Sum sum, Remedy remedy) {
        String line = sum.count() + " rejected as " + reason + " " + sum.place() + ": " + sum.words() + "; "
                + remedy.of(firsts.remove(reason));
        if (reason == RejectionReason.DUPLICATE) {
            LOG.info(line);
        } else {
            LOG.warn(line);
        }
    }
}
