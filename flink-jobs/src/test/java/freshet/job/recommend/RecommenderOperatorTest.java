package freshet.job.recommend;

import static freshet.job.testing.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.testing.Events;
import freshet.job.testing.Rankings;
import freshet.model.answer.ExcludeRule;
import freshet.model.session.ItemEvent;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.serving.Announcement;
import freshet.serving.testing.TinyGru;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How events are gathered, answered and rejected, and how sessions end. */
class RecommenderOperatorTest {
    private static final long GAP = 30 * 60_000;
    private static final AnsweringSettings BATCHES_OF_THREE = new AnsweringSettings(GAP, 50, 3, 5, 4, ExcludeRule.NONE);
    private static final long YEAR_SECONDS = 365 * 24 * 3600;
    private static final AnsweringSettings AT_ONCE = new AnsweringSettings(GAP, 5, 1, 0, 4, ExcludeRule.NONE);

    @TempDir
    Path store;

    private final Events events = new Events();
    private final TinyGru first = new TinyGru(12, 1);
    private final TinyGru second = new TinyGru(12, 2);

    private RecommenderHarness serving(AnsweringSettings settings, TinyGru model) throws Exception {
        Announcement announcement = model.publish(store, 1);
        return RecommenderHarness.start(settings, () -> List.of(announcement));
    }

    @Test
    void anEventIsAnsweredWithWhatItsSessionMostLikelyWantsNext() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i3", 0));
            job.send(events.view("s", "i5", 10));
            assertThat(job.recommendations()).hasSize(2);
            Recommendation answer = job.recommendations().get(1);
            assertThat(answer.getSessionId()).isEqualTo("s");
            assertThat(answer.getEvent().getOffset()).isEqualTo(1);
            assertThat(answer.getEventTime().toEpochMilli()).isEqualTo(START + 10_000);
            assertThat(answer.getModelVersion()).isEqualTo(1);
            assertThat(answer.getSource()).isEqualTo(RecommendationSource.MODEL);
            assertThat(answer.getPosition()).isEqualTo(2);
            assertRanking(answer, first, List.of("i3", "i5"));
        }
    }

    @Test
    void eventsOfEqualTimeStandInTheOrderOfTheirOffsets() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i7", 0));
            job.send(events.view("s", "i3", 0));
            job.send(events.view("s", "i11", 0));
            assertThat(job.recommendations())
                    .extracting(Recommendation::getPosition)
                    .containsExactly(1, 2, 3);
            assertRanking(job.recommendations().get(2), first, List.of("i7", "i3", "i11"));
        }
    }

    @Test
    void aBatchIsAnsweredWhenItIsFull() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.send(events.view("a", "i1", 0));
            job.send(events.view("b", "i2", 0));
            assertThat(job.recommendations()).isEmpty();
            job.send(events.view("c", "i3", 0));
            assertThat(job.recommendations()).hasSize(3);
        }
    }

    @Test
    void aBatchIsAnsweredWhenItsFirstEventHasLingered() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.processingTime(1000);
            job.send(events.view("a", "i1", 0));
            job.processingTime(1004);
            job.send(events.view("b", "i2", 0));
            assertThat(job.recommendations()).isEmpty();
            job.processingTime(1005);
            assertThat(job.recommendations()).hasSize(2);
        }
    }

    @Test
    void withoutALingerABatchIsAnsweredWhenNoOtherEventWaits() throws Exception {
        AnsweringSettings drained = new AnsweringSettings(GAP, 50, 3, 0, 4, ExcludeRule.NONE);
        try (RecommenderHarness job = serving(drained, first)) {
            job.send(events.view("a", "i1", 0));
            job.runMail();
            job.send(events.view("b", "i2", 0));
            job.runMail();
            job.runMail();
            assertThat(job.recommendations()).isEmpty();
            job.runMail();
            assertThat(job.recommendations()).hasSize(2);
        }
    }

    @Test
    void theLingerOfAFullBatchDoesNotCutTheNextOneShort() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.processingTime(1000);
            job.send(events.view("a", "i1", 0));
            job.send(events.view("b", "i1", 0));
            job.send(events.view("c", "i1", 0));
            job.processingTime(1003);
            job.send(events.view("d", "i1", 0));
            job.processingTime(1007);
            assertThat(job.recommendations()).hasSize(3);
            job.processingTime(1008);
            assertThat(job.recommendations()).hasSize(4);
        }
    }

    @Test
    void aBatchIsAnsweredBeforeAWatermarkGoesOn() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.send(events.view("a", "i1", 0));
            job.watermark(START);
            assertThat(job.output().get(0)).isInstanceOf(StreamRecord.class);
            assertThat(job.output().get(1)).isEqualTo(new Watermark(START));
        }
    }

    @Test
    void aBatchIsAnsweredBeforeACheckpointAndAtTheEnd() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.send(events.view("a", "i1", 0));
            job.checkpoint(1);
            assertThat(job.recommendations()).hasSize(1);
            job.send(events.view("b", "i1", 0));
            job.endInput();
            assertThat(job.recommendations()).hasSize(2);
        }
    }

    @Test
    void twoEventsOfASessionInOneBatchAreAnsweredOneAfterTheOther() throws Exception {
        try (RecommenderHarness job = serving(BATCHES_OF_THREE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i2", 1));
            job.send(events.view("s", "i3", 2));
            assertThat(job.recommendations())
                    .extracting(Recommendation::getPosition)
                    .containsExactly(1, 2, 3);
            assertRanking(job.recommendations().get(1), first, List.of("i1", "i2"));
            assertRanking(job.recommendations().get(2), first, List.of("i1", "i2", "i3"));
        }
    }

    @Test
    void anEventThatComesLateTakesItsPlaceInTheSession() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i3", 20));
            job.send(events.view("s", "i2", 10));
            assertRanking(job.recommendations().get(2), first, List.of("i1", "i2", "i3"));
        }
    }

    @Test
    void itemsThatTheModelDoesNotKnowLeaveTheAnswerAsItIs() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "new", 0));
            job.send(events.view("s", "i4", 10));
            Recommendation popular = job.recommendations().get(0);
            assertThat(popular.getSource()).isEqualTo(RecommendationSource.POPULAR);
            assertThat(popular.getItems())
                    .extracting(RecommendedItem::getItemId)
                    .containsExactly("i0", "i1", "i2", "i3");
            assertThat(job.recommendations().get(1).getPosition()).isEqualTo(2);
            assertRanking(job.recommendations().get(1), first, List.of("i4"));
        }
    }

    @Test
    void aPauseOverTheGapStartsANewSession() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i2", 1801));
            assertThat(job.recommendations().get(1).getPosition()).isEqualTo(1);
            assertRanking(job.recommendations().get(1), first, List.of("i2"));
        }
    }

    @Test
    void aSessionKeepsOneTimerAndIsDroppedAfterTheGap() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i2", 600));
            job.send(events.view("t", "i2", 0));
            assertThat(job.timers()).isEqualTo(2);
            job.watermark(START + GAP);
            assertThat(job.sessions()).isEqualTo(1);
            assertThat(job.timers()).isEqualTo(1);
            job.watermark(START + 600_000 + GAP - 1);
            assertThat(job.sessions()).isEqualTo(1);
            job.watermark(START + 600_000 + GAP);
            assertThat(job.sessions()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void announcementsDoNotHoldBackEventTime() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.watermark(START);
            job.announce(second.publish(store, 1));
            job.watermark(START + 1);
            assertThat(job.watermarksForwarded()).isEqualTo(2);
        }
    }

    @Test
    void aRepeatedEventIsRejectedWithItsBytes() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            job.send(events.view("s", "i1", 0));
            job.send(events.event("s", new ItemEvent("i2", START, "view", 7)));
            job.send(events.event("s", new ItemEvent("i9", START + 5, "cart", 7)));
            assertThat(job.recommendations()).hasSize(2);
            assertThat(job.rejections())
                    .extracting(RejectedEvent::getReason)
                    .containsExactly(RejectionReason.DUPLICATE, RejectionReason.DUPLICATE);
            RejectedEvent byContent = job.rejections().get(0);
            assertThat(byContent.getEvent().getOffset()).isEqualTo(1);
            assertThat(byContent.getRaw().array()).isEqualTo("raw 1".getBytes(StandardCharsets.UTF_8));
            assertThat(byContent.getDetail()).contains("itemId, eventTime and eventType");
            assertThat(job.rejections().get(1).getDetail()).contains("eventId");
        }
    }

    @Test
    void anEventOlderThanTheFullWindowIsRejectedAsLate() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            for (int i = 0; i < 5; i++) {
                job.send(events.view("s", "i" + i, 10 + i));
            }
            job.send(events.view("s", "i9", 0));
            assertThat(job.recommendations()).hasSize(5);
            assertThat(job.rejections()).hasSize(1);
            assertThat(job.rejections().get(0).getReason()).isEqualTo(RejectionReason.LATE);
            assertThat(job.rejections().get(0).getDetail())
                    .isEqualTo("eventTime 2020-09-13T12:26:40Z is too late: the session is known from "
                            + "2020-09-13T12:26:50Z to 2020-09-13T12:26:54Z by its newest 5 events, and what came"
                            + " before"
                            + " is closed");
        }
    }

    @Test
    void anEventThatIsTooLateIsTooLateAgainAfterARestart() throws Exception {
        OperatorSubtaskState state;
        long now = events.view("s", "i1", 0).event().timeMillis();
        try (RecommenderHarness job = serving(AT_ONCE, first)) {
            job.send(events.view("s", "i1", 0));
            job.watermark(now);
            state = job.checkpoint(1);
            job.send(events.view("s", "i2", -YEAR_SECONDS));
            assertThat(job.rejections()).extracting(RejectedEvent::getReason).containsExactly(RejectionReason.LATE);
        }
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            job.send(events.view("s", "i2", -YEAR_SECONDS)); // before any watermark
            assertThat(job.rejections()).extracting(RejectedEvent::getReason).containsExactly(RejectionReason.LATE);
            assertThat(job.recommendations()).isEmpty();
        }
    }

    private static void assertRanking(Recommendation answer, TinyGru model, List<String> session) {
        Rankings.assertRanking(answer, 4, model, session);
    }
}
