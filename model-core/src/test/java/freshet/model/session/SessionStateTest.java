package freshet.model.session;

import static freshet.model.session.Admission.ACCEPTED;
import static freshet.model.session.Admission.DUPLICATE;
import static freshet.model.session.Admission.LATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionStateTest {
    private static final long NO_WATERMARK = Long.MIN_VALUE;
    private static final SessionRules RULES = new SessionRules(100, 3);
    private static final long VERSION = 7;

    private final SessionState state = new SessionState();

    @Test
    void eventsAreInTimeOrderHoweverTheyArrive() {
        assertThat(admit("b", 20)).isEqualTo(ACCEPTED);
        assertThat(admit("a", 10)).isEqualTo(ACCEPTED);
        assertThat(items()).containsExactly("a", "b");
    }

    @Test
    void equalTimesKeepTheOrderOfArrival() {
        admit("b", 10);
        admit("c", 20);
        admit("a", 10);
        assertThat(items()).containsExactly("b", "a", "c");
    }

    @Test
    void anEventOfAnEqualTimeLeavesTheVectorBeforeIt() {
        admit("b", 10);
        state.cache(VERSION, new float[] {1}, 0, 1, RULES);
        ItemEvent next = ItemEvent.view("a", 10);
        state.admit(next, RULES, NO_WATERMARK);
        assertThat(state.covered(VERSION)).isEqualTo(1);
        assertThat(state.isContinued(RULES)).isTrue();
    }

    @Test
    void aPauseOfExactlyTheGapContinuesTheSession() {
        admit("a", 0);
        admit("b", 100);
        assertThat(items()).containsExactly("a", "b");
    }

    @Test
    void aLongerPauseStartsANewSession() {
        admit("a", 0);
        admit("b", 101);
        assertThat(items()).containsExactly("b");
    }

    @Test
    void aBridgingEventJoinsWhatAPauseHadParted() {
        admit("a", 0);
        admit("c", 150);
        assertThat(admit("b", 80)).isEqualTo(ACCEPTED);
        assertThat(items()).containsExactly("a", "b", "c");
    }

    @Test
    void theOldestEventSlidesOutOfTheWindow() {
        for (int i = 0; i < 4; i++) {
            admit("i" + i, i);
        }
        assertThat(items()).containsExactly("i1", "i2", "i3");
    }

    @Test
    void anEventOlderThanAFullWindowIsLate() {
        for (int i = 1; i < 4; i++) {
            admit("i" + i, i);
        }
        assertThat(admit("i0", 0)).isEqualTo(LATE);
        assertThat(items()).containsExactly("i1", "i2", "i3");
    }

    @Test
    void anEventOfASessionThatIsOverIsLate() {
        admit("new", 1_000);
        assertThat(state.admit(ItemEvent.view("old", 500), RULES, 601)).isEqualTo(LATE);
        assertThat(state.admit(ItemEvent.view("old", 501), RULES, 601)).isEqualTo(ACCEPTED);
        assertThat(items()).containsExactly("new");
    }

    @Test
    void anEventBehindTheWatermarkButInsideTheSessionIsTaken() {
        admit("a", 1_000);
        assertThat(state.admit(ItemEvent.view("b", 950), RULES, 5_000)).isEqualTo(ACCEPTED);
        assertThat(items()).containsExactly("b", "a");
    }

    @Test
    void earlierSessionsAreForgottenOnceNothingCanJoinThem() {
        admit("old", 0);
        state.admit(ItemEvent.view("new", 1_000), RULES, 101);
        assertThat(state.history()).extracting(ItemEvent::itemId).containsExactly("new");
    }

    @Test
    void withoutIdsTheSameItemTimeAndTypeIsADuplicate() {
        admit("a", 10);
        assertThat(admit("a", 10)).isEqualTo(DUPLICATE);
        assertThat(offer("a", 10, "cart", ItemEvent.NO_KEY)).isEqualTo(ACCEPTED);
    }

    @Test
    void withIdsTheIdAloneDecides() {
        assertThat(offer("a", 10, "view", 1)).isEqualTo(ACCEPTED);
        assertThat(offer("a", 10, "view", 2)).isEqualTo(ACCEPTED);
        assertThat(offer("b", 11, "view", 1)).isEqualTo(DUPLICATE);
    }

    @Test
    void anIdCountsWithinItsVisitAlone() {
        assertThat(offer("a", 0, "view", 1)).isEqualTo(ACCEPTED);
        assertThat(offer("b", 1_000, "view", 1)).isEqualTo(ACCEPTED);
        assertThat(offer("c", 1_050, "view", 1)).isEqualTo(DUPLICATE);
        assertThat(offer("d", 90, "view", 1)).isEqualTo(DUPLICATE);
        assertThat(state.history()).extracting(ItemEvent::itemId).containsExactly("a", "b");
    }

    @Test
    void anEventSentAgainInALaterVisitIsADuplicate() {
        offer("a", 0, "view", 1);
        offer("b", 1_000, "view", 1);
        assertThat(offer("a", 0, "view", 1)).isEqualTo(DUPLICATE);
    }

    @Test
    void anIdCountsInBothPartsThatItsEventJoins() {
        offer("a", 0, "view", 1);
        offer("c", 150, "view", 2);
        assertThat(offer("b", 80, "view", 2)).isEqualTo(DUPLICATE);
        assertThat(offer("b", 80, "view", 3)).isEqualTo(ACCEPTED);
        assertThat(items()).containsExactly("a", "b", "c");
    }

    @Test
    void anEventFromAClockAheadSpoilsItselfAlone() {
        admit("a", 10);
        ahead("wrong", 50, 70_000_000);
        assertThat(answered()).containsExactly("a", "wrong");
        admit("b", 20);
        assertThat(answered()).containsExactly("a", "b");
        assertThat(state.position(RULES)).isEqualTo(2);
        assertThat(state.answersWhole(RULES)).isFalse();
        admit("c", 60);
        assertThat(answered()).containsExactly("b", "wrong", "c"); // the window holds three
        assertThat(state.answersWhole(RULES)).isTrue();
    }

    @Test
    void anEventThatIsLateByTheNetworkCountsInTheAnswer() {
        admit("a", 10);
        admit("c", 30);
        admit("b", 20);
        assertThat(answered()).containsExactly("a", "b", "c");
        assertThat(state.answersWhole(RULES)).isTrue();
    }

    @Test
    void anEventOfAnEarlierVisitIsAnsweredFromThatVisit() {
        admit("old", 10);
        admit("new", 1_000);
        admit("late", 20);
        assertThat(answered()).containsExactly("old", "late");
        assertThat(state.answersWhole(RULES)).isFalse();
        state.cache(VERSION, new float[] {1}, 0, 1, RULES);
        assertThat(state.reusable(VERSION, RULES)).isZero();
    }

    @Test
    void aClockThatIsAlwaysAheadKeepsItsOrderAndItsRepetitions() {
        ahead("a", 10, 3_600_000);
        ahead("b", 12, 3_600_005);
        assertThat(ahead("a", 14, 3_599_996)).isEqualTo(DUPLICATE);
        ahead("c", 14, 3_600_000);
        assertThat(answered()).containsExactly("a", "b", "c");
        assertThat(state.position(RULES)).isEqualTo(3);
        assertThat(state.answersWhole(RULES)).isTrue();
    }

    @Test
    void aGrowingSessionKeepsItsVector() {
        admit("a", 10);
        state.cache(VERSION, new float[] {1}, 0, 1, RULES);
        admit("b", 20);
        assertThat(state.covered(VERSION)).isEqualTo(1);
        assertThat(state.hidden()).containsExactly(1);
    }

    @Test
    void theVectorIsCopiedOutOfTheBatchIntoThePlaceOfTheOneBefore() {
        admit("a", 10);
        float[] batch = {1, 2, 3, 4};
        state.cache(VERSION, batch, 2, 2, RULES);
        float[] kept = state.hidden();
        batch[2] = 9;
        assertThat(kept).containsExactly(3, 4);
        state.cache(VERSION, batch, 0, 2, RULES);
        assertThat(state.hidden()).isSameAs(kept).containsExactly(1, 2);
        state.cache(VERSION + 1, batch, 0, 3, RULES);
        assertThat(state.hidden()).containsExactly(1, 2, 9);
    }

    @Test
    void anotherVersionCannotUseTheVector() {
        admit("a", 10);
        state.cache(VERSION, new float[] {1}, 0, 1, RULES);
        assertThat(state.covered(VERSION + 1)).isZero();
    }

    @Test
    void theVectorIsGoneWhenTheFoldMustStartAgain() {
        for (ItemEvent cause : List.of(
                ItemEvent.view("before", 5), ItemEvent.view("between", 15), ItemEvent.view("afterAPause", 121))) {
            SessionState session = new SessionState();
            session.admit(ItemEvent.view("a", 10), RULES, NO_WATERMARK);
            session.admit(ItemEvent.view("b", 20), RULES, NO_WATERMARK);
            session.cache(VERSION, new float[] {1}, 0, 1, RULES);
            session.admit(cause, RULES, NO_WATERMARK);
            assertThat(session.covered(VERSION)).as(cause.itemId()).isZero();
            assertThat(session.hidden()).isEmpty();
        }
    }

    @Test
    void theVectorIsGoneWhenTheWindowSlides() {
        for (int i = 0; i < 3; i++) {
            admit("i" + i, i);
        }
        state.cache(VERSION, new float[] {1}, 0, 1, RULES);
        admit("i3", 3);
        assertThat(state.covered(VERSION)).isZero();
    }

    @Test
    void anEventOfAnEarlierSessionLeavesTheVectorAlone() {
        admit("new", 1_000);
        state.cache(VERSION, new float[] {1}, 0, 1, RULES);
        admit("old", 10);
        assertThat(state.covered(VERSION)).isEqualTo(1);
        assertThat(items()).containsExactly("new");
    }

    @Test
    void aWindowOfOneHoldsTheNewestEvent() {
        SessionRules one = new SessionRules(100, 1);
        assertThat(state.admit(ItemEvent.view("a", 10), one, NO_WATERMARK)).isEqualTo(ACCEPTED);
        assertThat(state.admit(ItemEvent.view("b", 20), one, NO_WATERMARK)).isEqualTo(ACCEPTED);
        assertThat(state.admit(ItemEvent.view("c", 15), one, NO_WATERMARK)).isEqualTo(LATE);
        assertThat(state.session(one)).extracting(ItemEvent::itemId).containsExactly("b");
    }

    @Test
    void aSessionWithoutEventsHasNoLastTime() {
        assertThatThrownBy(state::lastEventTime).hasMessage("the session has no event yet");
    }

    private Admission admit(String item, long time) {
        return offer(item, time, ItemEvent.VIEW, ItemEvent.NO_KEY);
    }

    private Admission offer(String item, long time, String type, long key) {
        return state.admit(new ItemEvent(item, time, type, key), RULES, NO_WATERMARK);
    }

    private Admission ahead(String item, long time, long ahead) {
        return state.admit(new ItemEvent(item, time, "view", ItemEvent.NO_KEY, ahead), RULES, NO_WATERMARK);
    }

    /** What the answer to the event admitted last rests on. */
    private List<String> answered() {
        return IntStream.range(state.answeredFrom(RULES), state.answeredTo(RULES))
                .filter(state::restsOn)
                .mapToObj(place -> state.event(place).itemId())
                .toList();
    }

    private List<String> items() {
        return state.session(RULES).stream().map(ItemEvent::itemId).toList();
    }
}
