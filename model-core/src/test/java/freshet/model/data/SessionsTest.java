package freshet.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final SessionRules TEN_MILLIS = new SessionRules(10, 50);

    @Test
    void eventsOfAKeyComeTogetherInTheOrderOfTime() {
        List<Session> sessions =
                Sessions.of(List.of(view("s", "b", 5), view("t", "x", 1), view("s", "a", 2)), TEN_MILLIS);

        assertThat(sessions)
                .containsExactly(
                        new Session("t", List.of(ItemEvent.view("x", 1))),
                        new Session("s", List.of(ItemEvent.view("a", 2), ItemEvent.view("b", 5))));
    }

    @Test
    void aPauseOverTheGapStartsANewSession() {
        List<Session> sessions = Sessions.of(
                List.of(view("s", "a", 0), view("s", "b", 10), view("s", "c", 21), view("s", "d", 22)), TEN_MILLIS);

        assertThat(sessions).extracting(SessionsTest::items).containsExactly("a b", "c d");
        assertThat(sessions).extracting(Session::key).containsExactly("s", "s");
    }

    @Test
    void withoutAGapASessionIsWhatItsKeySays() {
        List<LoggedEvent> events = List.of(view("s", "a", 0), view("s", "b", Long.MAX_VALUE / 8));

        assertThat(Sessions.of(events, new SessionRules(SessionRules.NO_GAP, 50)))
                .hasSize(1);
    }

    @Test
    void theSameItemTimeAndTypeIsTheSameEvent() {
        List<LoggedEvent> events = List.of(
                view("s", "a", 1),
                view("s", "b", 1),
                view("s", "a", 1),
                view("s", "a", 2),
                new LoggedEvent("s", new ItemEvent("a", 1, "cart", ItemEvent.NO_KEY)));

        assertThat(Sessions.of(events, TEN_MILLIS).get(0).events())
                .containsExactly(
                        ItemEvent.view("a", 1),
                        ItemEvent.view("b", 1),
                        new ItemEvent("a", 1, "cart", ItemEvent.NO_KEY),
                        ItemEvent.view("a", 2));
    }

    @Test
    void theSameIdIsTheSameEventWithOtherFieldsToo() {
        List<LoggedEvent> events = List.of(
                new LoggedEvent("s", new ItemEvent("a", 1, "view", 77)),
                new LoggedEvent("s", new ItemEvent("b", 3, "view", 77)),
                new LoggedEvent("s", new ItemEvent("a", 1, "view", 78)),
                view("s", "a", 1));

        assertThat(items(Sessions.of(events, TEN_MILLIS).get(0))).isEqualTo("a a a");
    }

    @Test
    void anIdCountsWithinItsSessionAlone() {
        List<LoggedEvent> events = List.of(
                new LoggedEvent("s", new ItemEvent("a", 1, "view", 1)),
                new LoggedEvent("s", new ItemEvent("b", 30, "view", 1)),
                new LoggedEvent("s", new ItemEvent("c", 31, "view", 2)),
                new LoggedEvent("s", new ItemEvent("c", 33, "view", 2)));

        assertThat(Sessions.of(events, TEN_MILLIS))
                .extracting(SessionsTest::items)
                .containsExactly("a", "b c");
    }

    @Test
    void longSessionsAreNotCut() {
        List<LoggedEvent> events =
                IntStream.range(0, 100).mapToObj(i -> view("s", "i" + i, i)).toList();

        assertThat(Sessions.of(events, TEN_MILLIS).get(0).events()).hasSize(100);
    }

    @Test
    void noEventsMakeNoSessions() {
        assertThat(Sessions.of(List.of(), TEN_MILLIS)).isEmpty();
    }

    @Property(tries = 500)
    void theOrderInTheLogMattersAtEqualTimesAlone(@ForAll("logs") List<LoggedEvent> log, @ForAll Random random) {
        List<LoggedEvent> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, random);
        List<LoggedEvent> inTime = new ArrayList<>(shuffled);
        inTime.sort(Comparator.comparing(LoggedEvent::event, ItemEvent.BY_TIME));

        assertThat(Sessions.of(shuffled, TEN_MILLIS)).isEqualTo(Sessions.of(inTime, TEN_MILLIS));
    }

    @Test
    void eventsOfEqualTimeKeepTheOrderOfTheLog() {
        List<Session> sessions =
                Sessions.of(List.of(view("s", "9", 5), view("s", "10", 5), view("s", "1", 5)), TEN_MILLIS);

        assertThat(sessions).extracting(SessionsTest::items).containsExactly("9 10 1");
    }

    @Property(tries = 500)
    void eventsAreKeptButForRepeatsAndPausesLieBetweenSessionsAlone(@ForAll("logs") List<LoggedEvent> log) {
        List<Session> sessions = Sessions.of(log, TEN_MILLIS);
        Map<String, Long> ends = new TreeMap<>();
        List<LoggedEvent> kept = new ArrayList<>();
        for (Session session : sessions) {
            List<ItemEvent> events = session.events();
            Long end = ends.put(session.key(), events.get(events.size() - 1).timeMillis());
            assertThat(end == null || events.get(0).timeMillis() - end > 10).isTrue();
            for (int i = 0; i < events.size(); i++) {
                kept.add(new LoggedEvent(session.key(), events.get(i)));
                assertThat(i == 0
                                || events.get(i).timeMillis()
                                                - events.get(i - 1).timeMillis()
                                        <= 10)
                        .isTrue();
                assertThat(events.subList(0, i)).noneMatch(events.get(i)::repeats);
            }
        }
        assertThat(log).containsAll(kept);
        for (LoggedEvent event : log) {
            assertThat(kept)
                    .anyMatch(other -> other.sessionId().equals(event.sessionId())
                            && other.event().repeats(event.event()));
        }
    }

    @Provide
    Arbitrary<List<LoggedEvent>> logs() {
        Arbitrary<ItemEvent> events = Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.longs().between(0, 60),
                        Arbitraries.of("view", "cart"),
                        Arbitraries.of(0L, 0L, 0L, 5L, -6L))
                .as(ItemEvent::new);
        return Combinators.combine(Arbitraries.of("s", "t"), events)
                .as(LoggedEvent::new)
                .list()
                .ofMaxSize(30);
    }

    private static LoggedEvent view(String key, String item, long timeMillis) {
        return new LoggedEvent(key, ItemEvent.view(item, timeMillis));
    }

    private static String items(Session session) {
        return String.join(" ", session.events().stream().map(ItemEvent::itemId).toList());
    }
}
