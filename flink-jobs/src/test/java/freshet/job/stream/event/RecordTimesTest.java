package freshet.job.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.event.EventLimits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTimesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Counter impossible = new SimpleCounter();
    private final RecordTimes times =
            new RecordTimes(EventLimits.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), impossible);

    private long believed(long timestamp) {
        return times.believed(new ConsumerRecord<>(
                "clicks",
                3,
                42,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1_780_315_200L, // seconds
                0,
                -2,
                Long.MIN_VALUE,
                946_684_799_999L, // the millisecond before 2000
                1_780_315_200_000L + 86_400_001, // over a day ahead
                1_780_315_200_000_000L, // microseconds
                Long.MAX_VALUE
            })
    void aTimestampThatCannotBeRightIsNotBelieved(long timestamp) {
        assertThat(believed(timestamp)).isEqualTo(RecordTimes.UNKNOWN);
        assertThat(impossible.getCount()).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {946_684_800_000L, 1_780_315_200_000L, 1_780_315_200_000L + 86_400_000})
    void aTimestampFrom2000ToADayAheadIsBelieved(long timestamp) {
        assertThat(believed(timestamp)).isEqualTo(timestamp);
        assertThat(impossible.getCount()).isZero();
    }

    @Test
    void aRecordWithoutATimestampIsNothingToTellOf() {
        assertThat(believed(ConsumerRecord.NO_TIMESTAMP)).isEqualTo(RecordTimes.UNKNOWN);
        assertThat(impossible.getCount()).isZero();
    }
}
