package freshet.job.capture;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.CaptureSettings;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.junit.jupiter.api.Test;

class FileRollingTest {
    private static final long START = Instant.parse("2026-01-31T07:10:00Z").toEpochMilli();
    private static final byte[] BLOCK = {1};

    private record File(long creationTime, long size) implements PartFileInfo<String> {
        @Override
        public String getBucketId() {
            return HourFolders.folder(Instant.ofEpochMilli(creationTime));
        }

        @Override
        public long getCreationTime() {
            return creationTime;
        }

        @Override
        public long getSize() {
            return size;
        }

        @Override
        public long getLastUpdateTime() {
            return creationTime;
        }
    }

    private static FileRolling rolling(Duration interval) {
        return new FileRolling(new CaptureSettings("/x", interval, new MemorySize(1_000), Duration.ZERO), START);
    }

    @Test
    void aFileIsFinishedAtItsSize() throws Exception {
        FileRolling rolling = rolling(Duration.ofMinutes(15));
        assertThat(rolling.shouldRollOnEvent(new File(START, 999), BLOCK)).isFalse();
        assertThat(rolling.shouldRollOnEvent(new File(START, 1_000), BLOCK)).isTrue();
    }

    @Test
    void aFileOfAnEarlierRunGetsNoFurtherBlock() throws Exception {
        assertThat(rolling(Duration.ofMinutes(15)).shouldRollOnEvent(new File(START - 1, 10), BLOCK))
                .isTrue();
    }

    @Test
    void aFileIsFinishedAtItsAgeAndAtTheEndOfItsHour() {
        FileRolling rolling = rolling(Duration.ofMinutes(15));
        File file = new File(START, 10);
        assertThat(rolling.shouldRollOnProcessingTime(file, START + 899_999)).isFalse();
        assertThat(rolling.shouldRollOnProcessingTime(file, START + 900_000)).isTrue();
        File late = new File(START + 49 * 60_000, 10);
        assertThat(rolling.shouldRollOnProcessingTime(late, START + 50 * 60_000))
                .isTrue(); // 08:00
        assertThat(rolling.shouldRollOnCheckpoint(file)).isFalse();
    }

    @Test
    void withoutAnIntervalCheckpointsAloneFinishFiles() {
        FileRolling rolling = rolling(Duration.ZERO);
        File file = new File(START, 10);
        assertThat(rolling.shouldRollOnProcessingTime(file, START + 60_000)).isFalse();
        assertThat(rolling.shouldRollOnCheckpoint(file)).isTrue();
    }
}
