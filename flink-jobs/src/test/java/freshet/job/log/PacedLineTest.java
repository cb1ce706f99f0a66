package freshet.job.log;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.EventCoordinates;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

/** Lines are few, however many events, and their sums leave none out. */
class PacedLineTest {
    private final TestProcessingTimeService time = new TestProcessingTimeService();
    private final List<String> lines = new ArrayList<>();
    private final PacedLine paced =
            new PacedLine(time, sum -> lines.add(sum.count() + " " + sum.place() + " " + sum.words()));

    @Test
    void theFirstLineComesAfterASecondWithTheSum() throws Exception {
        time.setCurrentTime(10_000);
        add(3);
        time.setCurrentTime(10_999);
        assertThat(lines).isEmpty();
        time.setCurrentTime(11_000);
        assertThat(lines).containsExactly("3 events within 1 s, the first at events-2@0 words 0");
    }

    @Test
    void furtherEventsAreSummedUpOnceAMinute() throws Exception {
        time.setCurrentTime(10_000);
        add(1);
        for (long millis = 10_100; millis < 200_000; millis += 100) {
            time.setCurrentTime(millis);
            add(1);
        }
        assertThat(lines)
                .containsExactly(
                        "10 events within 1 s, the first at events-2@0 words 0",
                        "600 events within 60 s, the first at events-2@10 words 10",
                        "600 events within 60 s, the first at events-2@610 words 610",
                        "600 events within 60 s, the first at events-2@1210 words 1210");
        paced.flush();
        assertThat(lines).last().asString().startsWith("90 events within 9 s");
    }

    @Test
    void anEventAfterALongPauseIsToldAfterASecond() throws Exception {
        time.setCurrentTime(0);
        add(1);
        time.setCurrentTime(1_000);
        time.setCurrentTime(5_000_000);
        add(1);
        time.setCurrentTime(5_001_000);
        assertThat(lines)
                .containsExactly(
                        "1 event within 1 s, the first at events-2@0 words 0",
                        "1 event within 1 s, the first at events-2@1 words 1");
    }

    @Test
    void anEventSoonAfterALineWaitsForItsMinute() throws Exception {
        time.setCurrentTime(0);
        add(1);
        time.setCurrentTime(1_000);
        time.setCurrentTime(3_000);
        add(1);
        time.setCurrentTime(60_999);
        assertThat(lines).hasSize(1);
        time.setCurrentTime(61_000);
        assertThat(lines).hasSize(2);
    }

    @Test
    void theEndTellsWhatWaits() {
        add(2);
        paced.flush();
        paced.flush();
        assertThat(lines).containsExactly("2 events within 1 s, the first at events-2@0 words 0");
    }

    private long offset;

    private void add(int events) {
        for (int i = 0; i < events; i++) {
            paced.add(new EventCoordinates("events", 2, offset), "words " + offset);
            offset++;
        }
    }
}
