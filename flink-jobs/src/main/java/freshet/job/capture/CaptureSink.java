package freshet.job.capture;

import freshet.job.settings.JobSettings.CaptureSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Flink's file sink, made anew in each task, so that no file is written on by two of them; and with
 * a committer that deletes what is older than the retention.
 */
final class CaptureSink
        implements Sink<byte[]>,
                SupportsWriterState<byte[], FileWriterBucketState>,
                SupportsCommitter<FileSinkCommittable> {
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(1);
    private static final long SHORTEST_CHECK_MILLIS = 50;

    private final Path dir;
    private final CaptureSettings settings;

    CaptureSink(Path dir, CaptureSettings settings) {
        this.dir = dir;
        this.settings = settings;
    }

    @Override
    public StatefulSinkWriter<byte[], FileWriterBucketState> createWriter(WriterInitContext context)
            throws IOException {
        return new NamingWriter(dir, () -> files().createWriter(context));
    }

    @Override
    public StatefulSinkWriter<byte[], FileWriterBucketState> restoreWriter(
            WriterInitContext context, Collection<FileWriterBucketState> states) throws IOException {
        return new NamingWriter(dir, () -> files().restoreWriter(context, states));
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) throws IOException {
        return new RetainingCommitter(
                dir, files().createCommitter(context), new Retention(dir, settings.retention(), Clock.systemUTC()));
    }

    @Override
    public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        return files().getWriterStateSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return files().getCommittableSerializer();
    }

    private FileSink<byte[]> files() {
        return FileSink.forRowFormat(dir, new ContainerEncoder())
                .withBucketAssigner(new HourFolders())
                .withRollingPolicy(new FileRolling(settings, System.currentTimeMillis()))
                .withBucketCheckInterval(checkMillis())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("events")
                        .withPartSuffix(".avro")
                        .build())
                .build();
    }

    private long checkMillis() {
        long interval = settings.rollInterval().toMillis();
        return interval == 0
                ? LONGEST_CHECK.toMillis()
                : Math.max(SHORTEST_CHECK_MILLIS, Math.min(LONGEST_CHECK.toMillis(), interval));
    }
}
