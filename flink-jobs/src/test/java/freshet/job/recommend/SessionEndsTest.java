package freshet.job.recommend;

import static freshet.job.testing.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.table.StandingAvailability;
import freshet.job.testing.Events;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.schema.Recommendation;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** How one watermark ends many sessions while the stream goes on. */
class SessionEndsTest {
    private static final int SESSIONS = 200; // several steps' timers
    private static final int TIMERS_PER_STEP = SessionEnds.Step.DEFAULT.timers();
    private static final int GAP_SECONDS = 60;
    private static final AnsweringSettings AT_ONCE =
            new AnsweringSettings(GAP_SECONDS * 1000, 5, 1, 5, 4, ExcludeRule.NONE);
    private static final long END = START + GAP_SECONDS * 1000;

    private final Events events = new Events();

    @Test
    void theThreadIsFreeBetweenStepsOfSomeSessionsEach() throws Exception {
        try (RecommenderHarness job = withSessions()) {
            job.watermark(END);
            int left = SESSIONS - TIMERS_PER_STEP;
            assertThat(job.sessions()).isEqualTo(left);
            assertThat(job.watermarksForwarded()).isZero();
            job.runMail();
            assertThat(job.sessions()).isEqualTo(left - TIMERS_PER_STEP);
            drop(job);
            assertThat(job.sessions()).isZero();
            assertThat(job.timers()).isZero();
            assertThat(job.watermarksForwarded()).isEqualTo(1);
        }
    }

    @Test
    void aStepAfterAnEventIsShort() throws Exception {
        try (RecommenderHarness job = withSessions()) {
            job.watermark(END);
            job.send(events.view("new", "i1", 0));
            int before = job.sessions();
            job.runMail();
            assertThat(before - job.sessions()).isBetween(1, TIMERS_PER_STEP / 4);
            job.runMail();
            assertThat(before - job.sessions()).isGreaterThan(TIMERS_PER_STEP);
        }
    }

    @Test
    void anEventOfAnEndedSessionThatIsNotYetDroppedOpensOne() throws Exception {
        try (RecommenderHarness job = withSessions()) {
            job.watermark(END);
            for (int session = 0; session < SESSIONS; session++) {
                assertThat(position(job, events.view("s" + session, "i2", GAP_SECONDS)))
                        .isEqualTo(1);
                assertThat(job.state("s" + session).size()).isEqualTo(1);
            }
            drop(job);
            assertThat(job.sessions()).isEqualTo(SESSIONS);
            assertThat(job.timers()).isEqualTo(SESSIONS);
            job.watermark(END + GAP_SECONDS * 1000);
            drop(job);
            assertThat(job.sessions()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void aSessionOpenedBehindTheWatermarkEndsWithTheNextOne() throws Exception {
        try (RecommenderHarness job = withSessions()) {
            job.watermark(END);
            for (int session = 0; session < SESSIONS; session++) {
                assertThat(position(job, events.view("s" + session, "i2", -1))).isEqualTo(1);
            }
            for (int session = 0; session < SESSIONS; session++) {
                assertThat(position(job, events.view("s" + session, "i3", 0))).isEqualTo(2);
            }
            drop(job);
            assertThat(job.sessions()).isEqualTo(SESSIONS);
            assertThat(position(job, events.view("s0", "i4", 0))).isEqualTo(3);
            job.watermark(END + 1);
            assertThat(position(job, events.view("s" + (SESSIONS - 1), "i4", 0)))
                    .isEqualTo(1);
            drop(job);
            assertThat(job.sessions()).isEqualTo(1);
            assertThat(job.timers()).isEqualTo(1);
        }
    }

    @Test
    void watermarksThatComeMeanwhileGoOnAsTheNewest() throws Exception {
        try (RecommenderHarness job = withSessions()) {
            job.watermark(END);
            job.watermark(END + 1);
            job.watermark(END + 2);
            assertThat(job.watermarksForwarded()).isZero();
            drop(job);
            assertThat(job.output().get(job.output().size() - 1)).isEqualTo(new Watermark(END + 2));
            assertThat(job.watermarksForwarded()).isEqualTo(1);
            assertThat(job.sessions()).isZero();
        }
    }

    @Test
    void aCheckpointAmongTheStepsKeepsWhatHasEnded() throws Exception {
        OperatorSubtaskState state;
        try (RecommenderHarness job = withSessions()) {
            job.watermark(END);
            position(job, events.view("new", "i1", GAP_SECONDS));
            state = job.checkpoint(1);
        }
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            assertThat(job.sessions()).isEqualTo(SESSIONS - TIMERS_PER_STEP + 1);
            for (int session = 0; session < SESSIONS; session++) {
                assertThat(position(job, events.view("s" + session, "i2", GAP_SECONDS)))
                        .isEqualTo(1);
            }
            assertThat(position(job, events.view("new", "i2", GAP_SECONDS))).isEqualTo(2);
            job.watermark(END - 1); // of sources that begin anew
            drop(job);
            assertThat(job.sessions()).isEqualTo(SESSIONS + 1);
            assertThat(job.timers()).isEqualTo(SESSIONS + 1);
            job.watermark(END + GAP_SECONDS * 1000);
            drop(job);
            assertThat(job.sessions()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void theEndOfTheInputDropsAllThatAreLeft() throws Exception {
        try (RecommenderHarness job = withSessions()) {
            job.watermark(Long.MAX_VALUE);
            assertThat(job.sessions()).isPositive();
            job.endInput();
            assertThat(job.sessions()).isZero();
            assertThat(job.timers()).isZero();
            assertThat(job.watermarksForwarded()).isEqualTo(1);
            drop(job);
            assertThat(job.watermarksForwarded()).isEqualTo(1);
        }
    }

    @Test
    void aStepEndsWhenItsTimeIsOver() throws Exception {
        try (RecommenderHarness job = withSessions(new SessionEnds.Step(TIMERS_PER_STEP, 1))) {
            job.watermark(END);
            assertThat(job.sessions()).isEqualTo(SESSIONS - 1);
            job.runMail();
            assertThat(job.sessions()).isEqualTo(SESSIONS - 2);
            drop(job);
            assertThat(job.sessions()).isZero();
            assertThat(job.watermarksForwarded()).isEqualTo(1);
        }
    }

    private RecommenderHarness withSessions() throws Exception {
        // a time that no machine is too slow for: what is tested is the number
        return withSessions(
                new SessionEnds.Step(TIMERS_PER_STEP, Duration.ofHours(1).toNanos()));
    }

    private RecommenderHarness withSessions(SessionEnds.Step step) throws Exception {
        RecommenderHarness job = RecommenderHarness.start(
                AT_ONCE,
                Arithmetic.DEFAULT,
                new HashMapStateBackend(),
                RecommenderHarness.NOTHING_STANDS,
                StandingAvailability.NONE,
                step,
                1,
                0,
                List.of());
        for (int session = 0; session < SESSIONS; session++) {
            job.send(events.view("s" + session, "i1", 0));
        }
        return job;
    }

    private static void drop(RecommenderHarness job) throws Exception {
        while (job.runMail()) {
            // one step
        }
    }

    private static int position(RecommenderHarness job, AcceptedEvent event) throws Exception {
        job.send(event);
        Recommendation answer = job.recommendations().get(job.recommendations().size() - 1);
        assertThat(answer.getEvent().getOffset()).isEqualTo(event.coordinates().getOffset());
        return answer.getPosition();
    }
}
