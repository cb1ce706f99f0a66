package freshet.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CalendarTimeTest {

    @Test
    void saturdayEveningInUtc() {
        long time = Instant.parse("2023-12-02T21:59:59.999Z").toEpochMilli();

        assertThat(CalendarTime.hour(time)).isEqualTo(21);
        assertThat(CalendarTime.weekday(time)).isEqualTo(5);
    }

    @Test
    void everyTimeIsThatOfJavasCalendar() {
        long century = 3_155_760_000_000L;
        LongStream times = LongStream.concat(
                LongStream.of(0, -1, 1, 3_599_999, 3_600_000, 86_399_999, 86_400_000, -86_400_001),
                new Random(4).longs(10_000, -century, century));

        times.forEach(time -> {
            ZonedDateTime utc = Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC);
            assertThat(CalendarTime.hour(time)).as("hour of %s", utc).isEqualTo(utc.getHour());
            assertThat(CalendarTime.weekday(time))
                    .as("weekday of %s", utc)
                    .isEqualTo(utc.getDayOfWeek().getValue() - 1);
        });
    }

    @Test
    void everyNumberHasAnHourAndAWeekday() {
        for (long time : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
            assertThat(CalendarTime.hour(time)).isBetween(0, 23);
            assertThat(CalendarTime.weekday(time)).isBetween(0, 6);
        }
    }
}
