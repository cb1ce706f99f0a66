package freshet.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A session is a function of the set of its events, and of their order of arrival only where times
 * are equal: neither late arrival nor repetitions show in it.
 */
class SessionOrderTest {
    private static final SessionRules RULES = new SessionRules(100, 6);

    @Property(tries = 2_000)
    void withoutEqualTimesTheHistoryDoesNotDependOnArrival(
            @ForAll("distinctTimes") List<ItemEvent> events, @ForAll Random random) {
        List<ItemEvent> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(shuffled, random);

        List<ItemEvent> sorted = new ArrayList<>(events);
        sorted.sort(ItemEvent.BY_TIME);
        assertThat(play(shuffled).history()).isEqualTo(play(sorted).history());
    }

    @Property(tries = 2_000)
    void eventsOfEqualTimeStandAsTheyArrived(@ForAll("histories") List<ItemEvent> events) {
        List<ItemEvent> distinct = events.stream().distinct().toList();
        List<ItemEvent> sorted = new ArrayList<>(distinct);
        sorted.sort(ItemEvent.BY_TIME);
        assertThat(play(distinct).history()).isEqualTo(play(sorted).history());
    }

    @Property(tries = 500)
    void historyIsTheNewestDistinctEvents(@ForAll("distinctTimes") List<ItemEvent> events) {
        List<ItemEvent> newest =
                events.stream().distinct().sorted(ItemEvent.BY_TIME).toList();
        newest = newest.subList(Math.max(0, newest.size() - RULES.maxItems()), newest.size());
        assertThat(play(events).history()).isEqualTo(newest);
    }

    @Property(tries = 500)
    void theVectorCoversAPrefixOfTheSession(@ForAll("histories") List<ItemEvent> events) {
        SessionState state = new SessionState();
        List<ItemEvent> folded = List.of();
        for (ItemEvent event : events) {
            if (state.admit(event, RULES, Long.MIN_VALUE) == Admission.ACCEPTED) {
                int covered = state.covered(1);
                assertThat(state.session(RULES).subList(0, covered)).isEqualTo(folded.subList(0, covered));
                assertThat(covered).isIn(0, folded.size());
                state.cache(1, new float[] {1}, 0, 1, RULES);
                folded = List.copyOf(state.session(RULES));
            }
        }
    }

    @Provide
    Arbitrary<List<ItemEvent>> distinctTimes() {
        return events(600)
                .list()
                .uniqueElements(ItemEvent::timeMillis)
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<ItemEvent>> histories() {
        return Arbitraries.of(20, 600)
                .flatMap(latest -> events(latest).list().ofMinSize(1).ofMaxSize(20));
    }

    private static Arbitrary<ItemEvent> events(long latest) {
        Arbitrary<String> items = Arbitraries.of("a", "b", "c");
        Arbitrary<Long> times = Arbitraries.longs().between(0, latest);
        return Combinators.combine(items, times).as(ItemEvent::view);
    }

    private static SessionState play(List<ItemEvent> events) {
        SessionState state = new SessionState();
        events.forEach(event -> state.admit(event, RULES, Long.MIN_VALUE));
        return state;
    }
}
