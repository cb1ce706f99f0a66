package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.job.stream.event.EventDeserializer;
import freshet.job.testing.Rankings;
import freshet.model.answer.ExcludeRule;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.event.EventFormat;
import freshet.serving.Announcement;
import freshet.serving.testing.TinyGru;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events of a client whose clock is ahead, from the record to the answer. Times are seconds after
 * {@link #NOW}, at which the job's clock does not move.
 */
class ClockAheadTest {
    private static final long NOW = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
    private static final long GAP = 30 * 60_000;
    private static final AnsweringSettings AT_ONCE = new AnsweringSettings(GAP, 50, 1, 0, 4, ExcludeRule.NONE);
    private static final long HOURS = 3_600;

    @TempDir
    Path store;

    private final TinyGru model = new TinyGru(12, 1);
    private final List<Incoming> records = new ArrayList<>();
    private final EventDeserializer deserializer =
            new EventDeserializer(EventFormat.JSON, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @BeforeEach
    void open() {
        deserializer.open(new Unregistered());
    }

    @Test
    void aFirstEventThatIsADayAheadSpoilsNoLaterAnswer() throws Exception {
        event("i5", 20 * HOURS, -1);
        event("i0", -30, -1);
        event("i7", -29, -1);
        event("i2", -28, -1);
        assertAnswers(List.of("i5"), List.of("i0"), List.of("i0", "i7"), List.of("i0", "i7", "i2"));
    }

    @Test
    void anEventInTheMiddleThatIsADayAheadSpoilsItselfAlone() throws Exception {
        event("i0", -30, -30);
        event("i7", -29, -29);
        event("i9", 20 * HOURS, -2);
        event("i2", -28, -1);
        event("i1", -27, -1);
        event("i8", 0, 0);
        assertAnswers(
                List.of("i0"),
                List.of("i0", "i7"),
                List.of("i0", "i7", "i9"),
                List.of("i0", "i7", "i2"),
                List.of("i0", "i7", "i2", "i1"),
                List.of("i0", "i7", "i2", "i1", "i9", "i8")); // it has happened by then
    }

    @Test
    void tenMinutesAheadAreAsWrongAsADay() throws Exception {
        event("i0", -30, -30);
        event("i9", 600, -1);
        event("i7", -29, -1);
        event("i2", -28, -1);
        assertAnswers(List.of("i0"), List.of("i0", "i9"), List.of("i0", "i7"), List.of("i0", "i7", "i2"));
    }

    @Test
    void aClockThatIsAlwaysAnHourAheadKeepsOneSessionInItsOrder() throws Exception {
        event("i3", HOURS - 20, HOURS - 20);
        event("i5", HOURS - 10, HOURS - 10);
        event("i3", HOURS - 20, HOURS - 20);
        event("i1", HOURS, HOURS);
        try (RecommenderHarness job = start()) {
            sendAll(job);
            assertRankings(job.recommendations(), List.of("i3"), List.of("i3", "i5"), List.of("i3", "i5", "i1"));
            assertThat(job.rejections())
                    .extracting(RejectedEvent::getReason)
                    .containsExactly(RejectionReason.DUPLICATE);
        }
    }

    @Test
    void theAnswerBearsTheTimeThatTheEventSays() throws Exception {
        event("i5", 20 * HOURS, -1);
        try (RecommenderHarness job = start()) {
            sendAll(job);
            assertThat(job.recommendations().get(0).getEventTime())
                    .isEqualTo(Instant.ofEpochMilli(NOW + 20 * HOURS * 1_000));
        }
    }

    @Test
    void theSessionEndsAtItsGapAndNotADayLater() throws Exception {
        event("i0", -30, -30);
        event("i5", 20 * HOURS, -1);
        try (RecommenderHarness job = start()) {
            sendAll(job);
            job.watermark(NOW + GAP - 1_001);
            assertThat(job.sessions()).isEqualTo(1);
            job.watermark(NOW + GAP);
            assertThat(job.sessions()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void aRestoredSessionStillKnowsWhichEventWasAhead() throws Exception {
        event("i0", -30, -30);
        event("i9", 20 * HOURS, -1);
        OperatorSubtaskState state;
        try (RecommenderHarness job = start()) {
            sendAll(job);
            state = job.checkpoint(1);
        }
        records.clear();
        event("i7", -29, -1);
        event("i9", 20 * HOURS, 0); // sent again
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            sendAll(job);
            assertRankings(job.recommendations(), List.of("i0", "i7"));
            assertThat(job.rejections()).hasSize(1);
        }
    }

    @SafeVarargs
    private void assertAnswers(List<String>... histories) throws Exception {
        try (RecommenderHarness job = start()) {
            sendAll(job);
            assertRankings(job.recommendations(), histories);
        }
    }

    @SafeVarargs
    private void assertRankings(List<Recommendation> answers, List<String>... histories) {
        assertThat(answers).extracting(Recommendation::getPosition).containsExactly(sizes(histories));
        for (int i = 0; i < histories.length; i++) {
            Rankings.assertRanking(answers.get(i), AT_ONCE.topK(), model, histories[i]);
        }
    }

    private static Integer[] sizes(List<String>[] histories) {
        Integer[] sizes = new Integer[histories.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = histories[i].size();
        }
        return sizes;
    }

    private RecommenderHarness start() throws Exception {
        Announcement announcement = model.publish(store, 1);
        return RecommenderHarness.start(AT_ONCE, () -> List.of(announcement));
    }

    private void sendAll(RecommenderHarness job) throws Exception {
        for (Incoming record : records) {
            job.send((AcceptedEvent) record);
        }
    }

    private void event(String item, long second, long recordSecond) {
        String json = "{\"sessionId\":\"s\",\"itemId\":\"" + item + "\",\"eventTime\":" + (NOW + second * 1_000) + "}";
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "events",
                0,
                records.size(),
                NOW + recordSecond * 1_000,
                TimestampType.CREATE_TIME,
                1,
                json.length(),
                "s".getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
        deserializer.deserialize(record, new ListCollector<>(records));
    }

    private static final class Unregistered implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(ClockAheadTest.class.getClassLoader());
        }
    }
}
