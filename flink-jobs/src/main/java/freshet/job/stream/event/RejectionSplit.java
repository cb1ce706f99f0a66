package freshet.job.stream.event;

import freshet.job.log.RejectionLog;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.job.stream.Rejection;
import freshet.job.stream.StreamType;
import freshet.schema.RejectionReason;
import freshet.schema.event.EventFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Parts the events to answer from those that could not be read; counts the latter by reason, and
 * says in the log why.
 */
public final class RejectionSplit extends AbstractStreamOperator<AcceptedEvent>
        implements OneInputStreamOperator<Incoming, AcceptedEvent> {
    private static final long serialVersionUID = 1L;

    /** Side output: the records that are no valid event. */
    public static final OutputTag<Rejection> REJECTED = new OutputTag<>("unreadable", StreamType.REJECTION);

    private final EventFormat format;
    private transient Map<RejectionReason, Counter> rejected;
    private transient RejectionLog log;

    /** @param format in which events are read */
    public RejectionSplit(EventFormat format) {
        this.format = format;
    }

    @Override
    public void open() throws Exception {
        super.open();
        rejected = new EnumMap<>(RejectionReason.class);
        for (RejectionReason reason : RejectionReason.values()) {
            String name = reason.name().toLowerCase(Locale.ROOT);
            rejected.put(reason, getMetricGroup().addGroup("reason", name).counter("rejected"));
        }
        log = new RejectionLog(
                Map.of(
                        RejectionReason.MALFORMED,
                        new MalformedRemedy(format),
                        RejectionReason.INVALID,
                        event -> "correct the field where the event is made"),
                getProcessingTimeService());
    }

    @Override
    public void processElement(StreamRecord<Incoming> element) {
        if (element.getValue() instanceof AcceptedEvent event) {
            output.collect(element.replace(event));
        } else if (element.getValue() instanceof Rejection rejection) {
            rejected.get(rejection.event().getReason()).inc();
            log.rejected(rejection.event());
            output.collect(REJECTED, element.replace(rejection));
        }
    }

    @Override
    public void close() throws Exception {
        if (log != null) {
            log.flush();
        }
        super.close();
    }
}
