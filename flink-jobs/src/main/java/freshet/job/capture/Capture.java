package freshet.job.capture;

import freshet.job.settings.JobSettings.CaptureSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.schema.event.EventFormat;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Puts capture together: events → blocks of an Avro container → files. */
public final class Capture {
    private Capture() {}

    /**
     * Adds what writes the events. The uids name its operators in savepoints.
     *
     * @param events that their sessions took
     * @param format in which they were read
     */
    public static void add(DataStream<AcceptedEvent> events, EventFormat format, CaptureSettings settings) {
        events.transform("capture", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, new CaptureOperator(format))
                .uid("capture")
                .sinkTo(new CaptureSink(new Path(settings.dir()), settings))
                .uid("capture-sink")
                .name("captured events");
    }
}
