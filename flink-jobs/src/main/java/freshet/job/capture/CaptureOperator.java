package freshet.job.capture;

import freshet.job.stream.AcceptedEvent;
import freshet.schema.CapturedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers events into blocks. What it holds goes on before a checkpoint barrier, so that it needs
 * no state: an event is in a block behind the barrier if and only if its session took it behind it.
 */
final class CaptureOperator extends AbstractStreamOperator<byte[]>
        implements OneInputStreamOperator<AcceptedEvent, byte[]> {
    private static final long serialVersionUID = 1L;

    /** This clock may be behind that of the task that has read an event and found it valid. */
    private static final Duration BEHIND = Duration.ofDays(1);

    private final EventFormat format;
    private transient EventDecoder decoder;
    private transient EventBlock block;
    private transient Counter captured;

    /** @param format in which events are read */
    CaptureOperator(EventFormat format) {
        this.format = format;
    }

    @Override
    public void open() throws Exception {
        super.open();
        decoder = format.decoder(EventLimits.DEFAULT, Clock.offset(Clock.systemUTC(), BEHIND));
        block = new EventBlock();
        captured = getMetricGroup().counter("capturedEvents");
    }

    @Override
    public void processElement(StreamRecord<AcceptedEvent> element) throws IOException {
        block.add(captured(element.getValue()));
        captured.inc();
        if (block.isFull()) {
            handOn();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        handOn();
    }

    @Override
    public void finish() throws Exception {
        handOn();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (block != null) {
            block.close();
        }
        super.close();
    }

    private void handOn() throws IOException {
        if (!block.isEmpty()) {
            output.collect(new StreamRecord<>(block.take()));
        }
    }

    /** The source has read it by the same decoder. */
    private CapturedEvent captured(AcceptedEvent accepted) {
        if (!(decoder.decode(accepted.raw()) instanceof DecodedEvent.Accepted decoded)) {
            throw new IllegalStateException("the event at " + accepted.coordinates()
                    + " was taken by its session and cannot be decoded again; set the clocks of all TaskManagers");
        }
        SessionEvent event = decoded.event();
        return new CapturedEvent(
                event.getSessionId(),
                event.getItemId(),
                event.getEventTime(),
                event.getEventType(),
                event.getEventId().orElse(null),
                event.getUserId().orElse(null),
                event.getContext(),
                Instant.ofEpochMilli(accepted.event().timeMillis()),
                accepted.coordinates(),
                accepted.recordMillis() < 0 ? null : Instant.ofEpochMilli(accepted.recordMillis()));
    }
}
