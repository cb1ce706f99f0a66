package freshet.job.stream.event;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.job.stream.Rejection;
import freshet.job.stream.StreamType;
import freshet.schema.RejectionReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts the events to answer from those that could not be read, and counts the latter by reason.
 */
public final class RejectionSplit extends ProcessFunction<Incoming, AcceptedEvent> {
    private static final long serialVersionUID = 1L;

    /** Side output: the records that are no valid event. */
    public static final OutputTag<Rejection> REJECTED = new OutputTag<>("unreadable", StreamType.REJECTION);

    private transient Map<RejectionReason, Counter> rejected;

    @Override
    public void open(OpenContext context) {
        rejected = new EnumMap<>(RejectionReason.class);
        for (RejectionReason reason : RejectionReason.values()) {
            String name = reason.name().toLowerCase(Locale.ROOT);
            rejected.put(
                    reason,
                    getRuntimeContext()
                            .getMetricGroup()
                            .addGroup("reason", name)
                            .counter("rejected"));
        }
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<AcceptedEvent> out) {
        if (incoming instanceof AcceptedEvent event) {
            out.collect(event);
        } else if (incoming instanceof Rejection rejection) {
            rejected.get(rejection.event().getReason()).inc();
            context.output(REJECTED, rejection);
        }
    }
}
