package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.stream.AcceptedEvent;
import freshet.job.testing.Events;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private final Events events = new Events();

    @Test
    void aSecondEventOfASessionGoesIntoASecondRound() {
        EventBatch batch = new EventBatch(3);
        AcceptedEvent a1 = events.view("a", "i1", 0);
        AcceptedEvent b1 = events.view("b", "i1", 0);
        AcceptedEvent a2 = events.view("a", "i2", 0);
        batch.add(a1, 10);
        batch.add(b1, 20);
        assertThat(batch.isFull()).isFalse();
        batch.add(a2, 30);
        assertThat(batch.isFull()).isTrue();
        assertThat(rounds(batch)).containsExactly(List.of(a1, b1), List.of(a2));
        assertThat(List.of(batch.arrival(0), batch.arrival(1), batch.arrival(2)))
                .containsExactly(10L, 20L, 30L);
        batch.clear();
        assertThat(batch.size()).isZero();
        assertThat(rounds(batch)).isEmpty();
    }

    @Test
    void sessionsWhoseIdsShareAHashAreTwoSessions() {
        EventBatch batch = new EventBatch(3);
        AcceptedEvent first = events.view("Aa", "i1", 0);
        AcceptedEvent other = events.view("BB", "i1", 0);
        AcceptedEvent second = events.view("Aa", "i2", 1);
        batch.add(first, 0);
        batch.add(other, 0);
        batch.add(second, 0);
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(rounds(batch)).containsExactly(List.of(first, other), List.of(second));
    }

    @Property
    void roundsHoldEveryEventOnceNoSessionTwiceAndEachSessionInOrder(
            @ForAll @Size(max = 40) List<@IntRange(max = 6) Integer> sessions) {
        EventBatch batch = new EventBatch(64);
        for (int use = 0; use < 2; use++) {
            batch.clear();
            List<AcceptedEvent> added = new ArrayList<>();
            for (int session : sessions) {
                AcceptedEvent event = events.view("s" + session, "i", 0);
                added.add(event);
                batch.add(event, 0);
            }
            List<AcceptedEvent> all = new ArrayList<>();
            Map<String, Long> last = new HashMap<>();
            for (List<AcceptedEvent> round : rounds(batch)) {
                assertThat(round).isNotEmpty();
                assertThat(round).extracting(AcceptedEvent::sessionId).doesNotHaveDuplicates();
                for (AcceptedEvent event : round) {
                    Long before =
                            last.put(event.sessionId(), event.coordinates().getOffset());
                    assertThat(before == null || before < event.coordinates().getOffset())
                            .isTrue();
                    all.add(event);
                }
            }
            assertThat(all).containsExactlyInAnyOrderElementsOf(added);
        }
    }

    private static List<List<AcceptedEvent>> rounds(EventBatch batch) {
        return IntStream.range(0, batch.rounds())
                .mapToObj(round -> IntStream.range(0, batch.size())
                        .filter(n -> batch.round(n) == round)
                        .mapToObj(batch::event)
                        .toList())
                .toList();
    }
}
