package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.metrics.StageClock;
import freshet.job.metrics.StageClock.Stage;
import freshet.job.stream.AcceptedEvent;
import freshet.job.testing.Events;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.WithheldIds;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import freshet.serving.testing.TinyGru;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchAnsweringTest {
    private static final SessionRules RULES = SessionRules.of(Duration.ofMinutes(30), 50);
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final ServedModel first = ModelLoader.load(new TinyGru(12, 1).bundle(), 1);
    private final ServedModel second = ModelLoader.load(new TinyGru(12, 2).bundle(), 2);
    private final Events events = new Events();
    private final InMemoryStates states = new InMemoryStates();
    private final TestAnswers answers = new TestAnswers();
    private final AtomicLong looks = new AtomicLong(); // a clock that goes on by 1 ns at each look
    private final StageClock clock = new StageClock(looks::incrementAndGet, answers);
    private final SessionAnswerer byFirst =
            new SessionAnswerer(first, RULES, 8, 3, ExcludeRule.NONE, new WithheldIds(), clock);
    private final SessionAnswerer bySecond =
            new SessionAnswerer(second, RULES, 8, 3, ExcludeRule.NONE, new WithheldIds(), clock);
    private final List<AcceptedEvent> taken = new ArrayList<>();
    private final BatchAnswering answering = new Answerings(
                    RULES,
                    new Recommendations(Clock.fixed(NOW, ZoneOffset.UTC)),
                    answers::recommend,
                    answers::reject,
                    taken::add,
                    answers,
                    clock)
            .batches(states, answers.champion, answers.challenger, Optional.of(answers::shadow));

    @AfterEach
    void close() {
        byFirst.close();
        bySecond.close();
        first.close();
        second.close();
    }

    private void answer(SessionAnswerer model, AcceptedEvent... gathered) throws Exception {
        EventBatch batch = new EventBatch(8);
        for (AcceptedEvent event : gathered) {
            batch.add(event, -5);
        }
        answering.answer(batch, Optional.of(model), Optional.empty(), Long.MIN_VALUE);
    }

    private void answerNone(AcceptedEvent event) throws Exception {
        EventBatch batch = new EventBatch(8);
        batch.add(event, 0);
        answering.answer(batch, Optional.empty(), Optional.empty(), Long.MIN_VALUE);
    }

    @Test
    void everyEventOfABatchIsAnsweredOrRejectedOnce() throws Exception {
        answer(
                byFirst,
                events.view("a", "i1", 0),
                events.view("b", "i2", 0),
                events.view("a", "i3", 1),
                events.view("a", "i1", 0));
        assertThat(answers.recommendations)
                .extracting(answer -> answer.getEvent().getOffset())
                .containsExactly(0L, 1L, 2L);
        assertThat(answers.recommendations)
                .allSatisfy(answer -> assertThat(answer.getEmittedAt()).isEqualTo(NOW));
        assertThat(answers.rejections)
                .extracting(rejection -> rejection.event().getEvent().getOffset())
                .containsExactly(3L);
        assertThat(taken).extracting(event -> event.coordinates().getOffset()).containsExactly(0L, 1L, 2L);
        assertThat(answers.batches).containsExactly(4);
        assertThat(answers.answered).isEqualTo(3);
        assertThat(answers.rejected).isEqualTo(1);
    }

    @Test
    void everyStageOfARoundIsTimed() throws Exception {
        answer(byFirst, events.view("a", "i1", 0), events.view("b", "i2", 0), events.view("a", "i3", 1));
        int rounds = 2;
        assertThat(answers.spent)
                .containsEntry(Stage.STATE, 2L * rounds) // read and written
                .containsEntry(Stage.FOLD, 1L * rounds)
                .containsEntry(Stage.SCORE, 1L * rounds)
                .containsEntry(Stage.EMIT, 1L * rounds);
        assertThat(looks).hasValue(1 + 5 * rounds);
    }

    @Test
    void aSessionIsFoldedAgainOnlyAfterASwapOrAnEarlierEvent() throws Exception {
        answer(byFirst, events.view("a", "i1", 10));
        answer(byFirst, events.view("a", "i2", 20));
        SessionState kept = states.read("a");
        assertThat(kept.covered(1)).isEqualTo(2);
        assertThat(answers.refolds).isZero();
        answer(bySecond, events.view("a", "i3", 30));
        assertThat(answers.refolds).isEqualTo(1);
        answer(bySecond, events.view("a", "i4", 40));
        assertThat(answers.refolds).isEqualTo(1);
        answer(bySecond, events.view("a", "i5", 35));
        assertThat(answers.refolds).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutTheEventAheadLeavesVectorAndLastAnswer() throws Exception {
        answer(byFirst, events.view("a", "i1", 10));
        ItemEvent ahead = new ItemEvent("i9", Events.START + 50_000, "view", ItemEvent.NO_KEY, 7_200_000);
        answer(byFirst, events.event("a", ahead));
        LastAnswer afterAhead = new LastAnswer();
        afterAhead.set(states.read("a").lastAnswer());
        answer(bySecond, events.view("a", "i2", 20));
        assertThat(states.read("a").covered(1)).isZero();
        assertThat(states.read("a").covered(2)).isZero();
        assertThat(states.read("a").lastAnswer().modelVersion()).isEqualTo(1);
        assertThat(states.read("a").lastAnswer().hash(0)).isEqualTo(afterAhead.hash(0));
        assertThat(answers.passed).isEmpty();
        answer(bySecond, events.view("a", "i3", 60));
        assertThat(states.read("a").covered(2)).isEqualTo(4);
        assertThat(answers.passed).containsExactly("a:1:2");
        assertThat(answers.judged)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("1:"); // the answer to the event that is before it
        assertThat(answers.recommendations)
                .extracting(Recommendation::getPosition)
                .containsExactly(1, 2, 2, 4);
    }

    @Test
    void theHistoryIsTheSameWhetherAModelAnswersOrNot() throws Exception {
        answerNone(events.view("a", "i1", 0));
        answer(byFirst, events.view("a", "i2", 1));
        assertThat(states.read("a").history())
                .extracting(event -> event.itemId())
                .containsExactly("i1", "i2");
    }

    @Test
    void everyEventIsTimedFromItsArrivalAndFromItsRecord() throws Exception {
        answer(byFirst, events.view("a", "i1", 0), events.view("a", "i1", 0));
        long end = looks.get();
        assertThat(answers.waited).as("answered and rejected alike").containsExactly(end + 5, end + 5);
        assertThat(answers.sinceRecord).containsExactly(NOW.toEpochMilli() - Events.START);
    }

    @Test
    void sessionsAndUnknownItemsAreCounted() throws Exception {
        answer(byFirst, events.view("a", "i1", 0), events.view("b", "unheard-of", 0), events.view("a", "i2", 1));
        assertThat(answers.opened).containsExactly("a:1", "b:1");
        assertThat(answers.unknownItems).isEqualTo(1);
    }

    @Test
    void aSessionPassesToAnotherVersionOnceWithItsFirstAnswerByThat() throws Exception {
        answerNone(events.view("a", "i1", 0));
        answer(byFirst, events.view("a", "i2", 1), events.view("a", "i3", 2), events.view("b", "unheard-of", 0));
        answer(bySecond, events.view("a", "i3", 2));
        assertThat(answers.passed).as("a repeated event is not answered").containsExactly("a:0:1");
        answer(bySecond, events.view("b", "unheard-of", 1), events.view("b", "i1", 2));
        assertThat(answers.passed).containsExactly("a:0:1", "b:1:2");
        assertThat(answers.opened).containsExactly("a:0", "b:1");
    }

    @Test
    void theNextEventJudgesTheAnswerUnderTheVersionThatGaveIt() throws Exception {
        answer(byFirst, events.view("a", "i1", 0), events.view("b", "unheard-of", 0));
        String best = items(0).get(0);
        String third = items(0).get(2);
        answer(bySecond, events.view("a", third, 1), events.view("b", "i2", 1));
        assertThat(answers.judged)
                .as("the popular answer of b, which is i0, i1, i2, too")
                .containsExactly("1:2", "1:2");
        answer(bySecond, events.view("a", "unheard-of", 2), events.view("c", best, 2));
        assertThat(answers.judged)
                .as("a miss; and a first event judges nothing")
                .hasSize(3)
                .endsWith("2:-1");
    }

    @Test
    void neitherAnEarlierNorARepeatedEventNorOneAfterAPauseJudges() throws Exception {
        answer(byFirst, events.view("a", "i1", 10));
        answer(byFirst, events.view("a", "i2", 5), events.view("a", "i1", 10));
        answer(byFirst, events.view("a", "i3", 10 + 31 * 60));
        assertThat(answers.judged).isEmpty();
        answer(byFirst, events.view("a", "i3", 11 + 31 * 60));
        assertThat(answers.judged).hasSize(1);
    }

    @Test
    void anEventThatNoModelAnsweredIsNotJudged() throws Exception {
        answer(byFirst, events.view("a", "i1", 0));
        answerNone(events.view("a", "i2", 1));
        answers.judged.clear();
        answer(byFirst, events.view("a", "i3", 2));
        assertThat(answers.judged).isEmpty();
    }

    private List<String> items(int answer) {
        return answers.recommendations.get(answer).getItems().stream()
                .map(item -> item.getItemId())
                .toList();
    }
}
