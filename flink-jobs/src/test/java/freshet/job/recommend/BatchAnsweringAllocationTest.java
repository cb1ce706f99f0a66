package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.metrics.RecommenderMetrics;
import freshet.job.metrics.SessionCounts;
import freshet.job.metrics.StageClock;
import freshet.job.metrics.TrialMetrics;
import freshet.job.state.SessionStates;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.job.testing.Allocation;
import freshet.job.testing.Events;
import freshet.job.testing.ListedMetrics;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.WithheldIds;
import freshet.model.bundle.ModelBundle;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import freshet.model.catalog.ItemCatalog;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.serving.model.TrialSwitch.Arms;
import freshet.serving.testing.TinyGru;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * From the batch to the output an event allocates the two times of its answer and nothing else,
 * counts and timing included: with sessions that are folded on, folded again, popular answers and
 * second rounds. What Flink reads of a state is left out, as the states here are there already.
 */
class BatchAnsweringAllocationTest {
    private static final SessionRules RULES = SessionRules.of(Duration.ofMinutes(30), 10);
    private static final int ITEMS = 300;
    private static final int BATCH = 8;
    private static final int SESSIONS = 6; // the first two have two events in each batch
    private static final int BATCHES = 100;
    private static final int BATCHES_BETWEEN_PAUSES = 8; // some sessions outgrow the window, others do not
    private static final int PAUSE_SECONDS = 3600;
    private static final int KEY_GROUPS = 16;
    private static final long VERSION = 1_000; // beyond the numbers whose objects Java keeps

    private final ServedModel served = ModelLoader.load(calibrated(), VERSION);
    private final WithheldIds withheld = new WithheldIds();
    private final RecommenderMetrics counts = new RecommenderMetrics(
            new ListedMetrics().group(),
            new SessionCounts(KEY_GROUPS, KeyGroupRange.of(0, KEY_GROUPS - 1)),
            withheld,
            new ItemCatalog(1 << 20, false));
    private final StageClock clock = new StageClock(System::nanoTime, counts);
    private final SessionAnswerer answerer =
            new SessionAnswerer(served, RULES, BATCH, 20, ExcludeRule.SEEN, withheld, clock);
    private final SessionAnswerer challenger =
            new SessionAnswerer(served.as(VERSION + 1), RULES, BATCH, 20, ExcludeRule.SEEN, withheld, clock);
    private final CountedAnswers answers = new CountedAnswers();
    private final TrialMetrics trials = new TrialMetrics(new ListedMetrics().group());
    private final BatchAnswering answering = new Answerings(
                    RULES,
                    new Recommendations(Clock.systemUTC()),
                    answers::recommend,
                    answers::reject,
                    event -> {},
                    counts,
                    clock)
            .batches(
                    new HeldStates(), trials.of(Arm.CHAMPION), trials.of(Arm.CHALLENGER), Optional.of(answers::shadow));
    private final EventBatch batch = new EventBatch(BATCH);
    private final Events events = new Events();
    private int gathered;
    private long second;

    @AfterEach
    void close() {
        answerer.close();
        challenger.close();
        served.close();
    }

    @Test
    void anEventThatAModelAnswersAllocatesTheTimesOfItsAnswerAlone() throws Exception {
        assertTwoTimesPerAnswer(Optional.of(answerer), Optional.empty());
        assertThat(answers.given).isEqualTo(gathered * BATCH);
    }

    @Test
    void anEventThatNoModelAnswersDoesSoToo() throws Exception {
        assertTwoTimesPerAnswer(Optional.empty(), Optional.empty());
        assertThat(answers.given).isEqualTo(gathered * BATCH);
    }

    @Test
    void anEventDuringATrialDoesSoToo() throws Exception {
        assertTwoTimesPerAnswer(Optional.of(answerer), Optional.of(arms(0.5, 0)));
        assertThat(answers.given).isEqualTo(gathered * BATCH);
    }

    @Test
    void aShadowAnswerAllocatesItsTimesAlone() throws Exception {
        assertTwoTimesPerAnswer(Optional.of(answerer), Optional.of(arms(0.5, 1)));
        assertThat(answers.given).isEqualTo(2 * gathered * BATCH);
    }

    /** The challenger is the same model under another version. */
    private Arms arms(double share, double shadow) {
        Trial trial = new Trial(
                "default",
                new ModelAnnouncement(
                        VERSION + 1, "file:///m", "0".repeat(64), Instant.EPOCH, Map.of(), "", share, shadow));
        return new Arms(trial, Optional.of(challenger));
    }

    private static ModelBundle calibrated() {
        return new TinyGru(ITEMS, 1)
                .bundle()
                .calibrated(new Calibration(2, 0.5, new ShareLine(-0.5, 0.5), new ShareLine(0.5, 0.2)));
    }

    private void assertTwoTimesPerAnswer(Optional<SessionAnswerer> model, Optional<Arms> arms) throws Exception {
        long answersPerEvent = arms.filter(both -> both.trial().shadow() > 0).isPresent() ? 2 : 1;
        Allocation.assertComesDownTo(
                2L * answersPerEvent * BATCHES * BATCH * bytesOfATime(), () -> allocatedBy(model, arms));
    }

    private static long bytesOfATime() {
        Instant[] times = new Instant[1_000];
        long before = Allocation.bytes();
        for (int i = 0; i < times.length; i++) {
            times[i] = Instant.ofEpochMilli(Events.START + i);
        }
        return (Allocation.bytes() - before) / times.length;
    }

    private long allocatedBy(Optional<SessionAnswerer> model, Optional<Arms> arms) throws IOException {
        long allocated = 0;
        for (int i = 0; i < BATCHES; i++) {
            List<AcceptedEvent> views = gather();
            long before = Allocation.bytes();
            for (int view = 0; view < BATCH; view++) {
                batch.add(views.get(view), 0);
            }
            answering.answer(batch, model, arms, Long.MIN_VALUE);
            batch.clear();
            allocated += Allocation.bytes() - before;
        }
        return allocated;
    }

    /** The first session views nothing that the model knows. */
    private List<AcceptedEvent> gather() {
        gathered++;
        second += gathered % BATCHES_BETWEEN_PAUSES == 0 ? PAUSE_SECONDS : BATCH;
        List<AcceptedEvent> views = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            int session = i % SESSIONS;
            String item = session == 0 ? "unheard-of" : "i" + (7 * gathered + i) % ITEMS;
            views.add(events.view("s" + session, item, second + i));
        }
        return views;
    }

    /** Hands out and takes back the same objects. */
    private static final class HeldStates implements SessionStates {
        private final Map<String, SessionState> states = new HashMap<>();

        @Override
        public SessionState read(String sessionId) {
            SessionState held = states.get(sessionId);
            return held == null ? new SessionState() : held;
        }

        @Override
        public void open(String sessionId, SessionState state) {
            states.put(sessionId, state);
        }

        @Override
        public void update(String sessionId, SessionState state) {
            // it is held already
        }
    }

    private static final class CountedAnswers {
        private int given;

        void recommend(Recommendation recommendation) {
            given++;
        }

        void shadow(Recommendation recommendation) {
            given++;
        }

        void reject(Rejection rejection) {
            throw new AssertionError("no event of this test is to be rejected: " + rejection);
        }
    }
}
