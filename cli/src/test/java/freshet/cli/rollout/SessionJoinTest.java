package freshet.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionJoinTest {
    private static final long T = 1_800_000_000_000L;
    private static final long GAP = 1_000;

    private final List<String> over = new ArrayList<>();
    private final SessionJoin join = joinOf(1_000);

    private SessionJoin joinOf(int most) {
        return new SessionJoin(GAP, GAP, 2, most, new SessionListener() {
            @Override
            public boolean isOfTrial(String sessionId) {
                return !sessionId.startsWith("other");
            }

            @Override
            public void answered(AnsweredEvent event) {
                // Only whole sessions are looked at here.
            }

            @Override
            public void over(String sessionId, List<AnsweredEvent> events) {
                over.add(sessionId
                        + events.stream().map(AnsweredEvent::item).toList()
                        + events.stream()
                                .filter(event -> event.shadow().isPresent())
                                .count());
            }
        });
    }

    @Test
    void answersMayComeBeforeAndAfterTheirEvents() {
        answer(0, "a", 0, false);
        answer(0, "a", 0, true);
        event(0, "a", 7, 0);
        event(1, "a", 8, 10);
        answer(1, "a", 10, true);
        answer(1, "a", 10, false);
        pass(2, 5_000);
        assertThat(over).containsExactly("a[7, 8]2");
    }

    @Test
    void aRepeatedAnswerChangesNothing() {
        answer(0, "a", 0, false);
        answer(0, "a", 0, false);
        event(0, "a", 7, 0);
        answer(0, "a", 0, true);
        answer(0, "a", 0, true);
        pass(1, 5_000);
        assertThat(over).containsExactly("a[7]1");
    }

    @Test
    void anEventWithoutAnAnswerWasRejected() {
        event(0, "a", 7, 0);
        event(1, "a", 8, 1);
        answer(1, "a", 1, false);
        pass(2, 5_000);
        assertThat(over).containsExactly("a[8]0");
    }

    @Test
    void eventsComeByTime() {
        event(0, "a", 7, 50);
        event(1, "a", 8, 20);
        answer(1, "a", 20, false);
        answer(0, "a", 50, false);
        pass(2, 5_000);
        assertThat(over).containsExactly("a[8, 7]0");
    }

    /** Else short sessions would count before long ones. */
    @Test
    void aSessionCountsAfterAllThatOpenedBefore() {
        seen(0, "long", 1, 0);
        seen(1, "short", 2, 10);
        seen(2, "long", 3, 900);
        seen(3, "long", 4, 1_500);
        join.settle(Map.of());
        assertThat(over).isEmpty();
        seen(4, "third", 5, 2_600);
        join.settle(Map.of());
        assertThat(over).containsExactly("long[1, 3, 4]0", "short[2]0");
    }

    @Test
    void aSessionWithAllAnswersThatCountKeepsNobodyWaiting() {
        for (int offset = 0; offset < 3; offset++) {
            seen(offset, "bot", offset, offset);
            answer(offset, "bot", offset, true);
        }
        join.settle(Map.of());
        assertThat(over).containsExactly("bot[0, 1, 2]3");
        seen(3, "bot", 3, 3);
        pass(4, 5_000);
        assertThat(over).hasSize(1);
    }

    @Test
    void aSessionWithoutEndKeepsNobodyWaiting() {
        seen(0, "bot", 1, 0); // only one model ever answers it
        seen(1, "short", 2, 10);
        for (int offset = 2; offset < 9; offset++) {
            seen(offset, "bot", offset, 900L * (offset - 1));
            join.settle(Map.of());
        }
        assertThat(over).containsExactly("bot[1, 2, 3, 4, 5]0", "short[2]0");
        assertThat(join.kept()).isZero();
    }

    @Test
    void aSessionOfTheChampionAloneIsNotKept() {
        seen(0, "other", 1, 0);
        assertThat(join.kept()).isZero();
        answer(1, "other-in-the-shadow", 10, false);
        answer(1, "other-in-the-shadow", 10, true);
        event(1, "other-in-the-shadow", 2, 10);
        assertThat(join.kept()).isOne();
        pass(2, 5_000);
        assertThat(over).containsExactly("other-in-the-shadow[2]1");
    }

    @Test
    void whatOpensWhileTooMuchIsKeptIsPassedOver() {
        SessionJoin small = joinOf(2);
        List<String> ids = List.of("a", "b", "late", "a", "late", "clock", "late", "new");
        List<Long> times = List.of(0L, 10L, 20L, 30L, 40L, 1_035L, 1_036L, 3_000L);
        for (int offset = 0; offset < ids.size(); offset++) {
            long time = times.get(offset);
            small.answer(0, offset, ids.get(offset), new ArmAnswer(1, new int[] {1}, false, T + time, false));
            small.event(0, offset, ids.get(offset), offset, T + time, T + time);
            small.settle(Map.of());
        }
        assertThat(small.passedOver()).isEqualTo(2); // late, and clock, whose event ended a and b
        assertThat(over).containsExactly("a[0, 3]0", "b[1]0");
        assertThat(small.kept()).isOne();
    }

    @Test
    void answersToEventsThatAreGoneDoNotWait() {
        answer(8, "a", 0, false);
        assertThat(join.answeredTo()).isEqualTo(Map.of(0, 9L));
        join.settle(Map.of(0, 9L));
        assertThat(join.answeredTo()).isEmpty();
    }

    @Test
    void eventsAreReadFromTheFirstAnsweredOne() {
        answer(8, "a", 0, false);
        answer(5, "b", 0, true);
        assertThat(join.unread()).isEqualTo(Map.of(0, 5L));
        event(5, "b", 1, 0);
        assertThat(join.unread()).isEmpty();
    }

    private void seen(long offset, String session, int item, long time) {
        answer(offset, session, time, false);
        event(offset, session, item, time);
    }

    private void event(long offset, String session, int item, long time) {
        join.event(0, offset, session, item, T + time, T + time);
    }

    private void answer(long offset, String session, long time, boolean shadow) {
        join.answer(0, offset, session, new ArmAnswer(shadow ? 2 : 1, new int[] {1}, false, T + time, shadow));
    }

    /** Another session's event lets time pass. */
    private void pass(long offset, long time) {
        seen(offset, "clock", 0, time);
        join.settle(Map.of());
    }
}
