package freshet.job.stream.event;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Hides rejected events from a watermark generator: a partition of nothing else is idle and must not stop the clock. */
final class AcceptedEventsOnly implements WatermarkGenerator<Incoming> {
    private final WatermarkGenerator<Incoming> watermarks;

    AcceptedEventsOnly(WatermarkGenerator<Incoming> watermarks) {
        this.watermarks = watermarks;
    }

    @Override
    public void onEvent(Incoming element, long timestamp, WatermarkOutput output) {
        if (element instanceof AcceptedEvent) {
            watermarks.onEvent(element, timestamp, output);
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        watermarks.onPeriodicEmit(output);
    }
}
