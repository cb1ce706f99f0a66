package freshet.job.capture;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * A folder per hour, in UTC, in which events were captured: {@code date=2026-01-31/hour=07}, which
 * engines for tables read as two columns. By the job's clock, not by event time: strangers' events
 * of any times would have a file open for each hour.
 */
final class HourFolders implements BucketAssigner<byte[], String> {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern(
                    "'date='uuuu-MM-dd'/hour='HH", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Override
    public String getBucketId(byte[] block, Context context) {
        return folder(Instant.ofEpochMilli(context.currentProcessingTime()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    /** The folder of a moment, below the folder of all captured events. */
    static String folder(Instant moment) {
        return FOLDER.format(moment.atOffset(ZoneOffset.UTC));
    }

    /**
     * The end of a folder's hour.
     *
     * @param folder as {@link #folder} names it; empty if it is none of these
     */
    static Optional<Instant> end(String folder) {
        try {
            return Optional.of(LocalDateTime.parse(folder, FOLDER).plusHours(1).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
