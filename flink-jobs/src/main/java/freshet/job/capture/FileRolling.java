package freshet.job.capture;

import freshet.job.settings.JobSettings.CaptureSettings;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;

/**
 * When a file is finished: at its size, at its age, at the end of its hour. A file that a
 * checkpoint brings back gets no further block: so all blocks of a file have one marker and one
 * schema. For one task, made in it.
 */
final class FileRolling implements RollingPolicy<byte[], String> {
    private static final long serialVersionUID = 1L;

    private final long bytes;
    private final long ageMillis;
    private final long startMillis;

    /** @param startMillis the task's clock at its start, before any file of it was begun */
    FileRolling(CaptureSettings settings, long startMillis) {
        this.bytes = settings.rollSize().getBytes();
        this.ageMillis = settings.rollInterval().toMillis();
        this.startMillis = startMillis;
    }

    /** With an age of zero every checkpoint finishes the file that it finds. */
    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<String> file) {
        return ageMillis == 0;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, byte[] block) throws IOException {
        return file.getCreationTime() < startMillis || file.getSize() >= bytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long nowMillis) {
        boolean hourIsOver =
                !HourFolders.folder(Instant.ofEpochMilli(nowMillis)).equals(file.getBucketId());
        return hourIsOver || ageMillis > 0 && nowMillis - file.getCreationTime() >= ageMillis;
    }
}
