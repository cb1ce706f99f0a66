package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.testing.Events;
import freshet.model.answer.ExcludeRule;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.serving.Announcement;
import freshet.serving.testing.TinyGru;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Where no two events have the same time, a session's last answer depends on what is known of it,
 * not on the order in which that arrived: the same events in order, and shuffled with some of them
 * repeated, end alike. Sessions run over the window of {@link #WINDOW} events and over the gap.
 */
class ShuffledEventsTest {
    private static final int WINDOW = 6;
    private static final int GAP_SECONDS = 60;
    private static final AnsweringSettings SETTINGS =
            new AnsweringSettings(GAP_SECONDS * 1000, WINDOW, 7, 5, 5, ExcludeRule.NONE);

    private static Path store;
    private static Announcement model;

    @BeforeContainer
    static void publish() throws IOException {
        store = Files.createTempDirectory("freshet-shuffled");
        model = new TinyGru(12, 5).publish(store, 1);
    }

    @AfterContainer
    static void remove() throws IOException {
        Files.delete(store.resolve("model-1.safetensors"));
        Files.delete(store);
    }

    @Property(tries = 60)
    void theSameEventsInAnyOrderEndInTheSameStateAndTheSameLastAnswer(
            @ForAll("logs") List<List<ItemEvent>> log, @ForAll Random random) throws Exception {
        List<Sent> shuffled = new ArrayList<>();
        for (int session = 0; session < log.size(); session++) {
            for (ItemEvent event : log.get(session)) {
                int copies = 1 + random.nextInt(2);
                shuffled.addAll(Collections.nCopies(copies, new Sent("s" + session, event)));
            }
        }
        Collections.shuffle(shuffled, random);
        List<Sent> ordered = new ArrayList<>(new LinkedHashSet<>(shuffled));
        ordered.sort(Comparator.comparing(Sent::event, ItemEvent.BY_TIME));
        assertSame(end(shuffled), end(ordered));
    }

    private static Map<String, End> end(List<Sent> sent) throws Exception {
        Events events = new Events();
        List<AcceptedEvent> arrivals = sent.stream()
                .map(each -> events.event(each.session(), each.event()))
                .toList();
        try (RecommenderHarness job = RecommenderHarness.start(SETTINGS, () -> List.of(model))) {
            for (AcceptedEvent event : arrivals) {
                job.send(event);
            }
            job.checkpoint(1);
            assertThat(job.recommendations().size() + job.rejections().size()).isEqualTo(arrivals.size());
            Map<String, End> ends = new TreeMap<>();
            for (Recommendation answer : job.recommendations()) {
                String session = answer.getSessionId();
                SessionState state = job.state(session);
                long begin = state.session(SETTINGS.rules()).get(0).timeMillis();
                if (answer.getEventTime().toEpochMilli() >= begin) { // others are answered from their own visit
                    ends.put(session, new End(state.history(), answer));
                }
            }
            return ends;
        }
    }

    private static void assertSame(Map<String, End> actual, Map<String, End> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((session, end) -> {
            assertThat(actual.get(session).history()).isEqualTo(end.history());
            Recommendation answer = actual.get(session).lastAnswer();
            assertThat(answer.getPosition()).isEqualTo(end.lastAnswer().getPosition());
            assertThat(answer.getSource()).isEqualTo(end.lastAnswer().getSource());
            assertThat(answer.getItems()).hasSameSizeAs(end.lastAnswer().getItems());
            for (int rank = 0; rank < answer.getItems().size(); rank++) {
                RecommendedItem item = answer.getItems().get(rank);
                RecommendedItem other = end.lastAnswer().getItems().get(rank);
                assertThat(item.getItemId()).isEqualTo(other.getItemId());
                assertThat(item.getProbability()).isCloseTo(other.getProbability(), within(1e-5f));
            }
        });
    }

    private record Sent(String session, ItemEvent event) {}

    /**
     * What is known of a session in the end, and the last answer that an event of its last visit
     * got.
     */
    private record End(List<ItemEvent> history, Recommendation lastAnswer) {}

    /**
     * One to four sessions of up to three windows, no time twice, with pauses around the gap and
     * producers' ids here and there.
     */
    @Provide
    Arbitrary<List<List<ItemEvent>>> logs() {
        Arbitrary<ItemEvent> events = Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 8 * GAP_SECONDS),
                        Arbitraries.of("view", "view", "cart"),
                        Arbitraries.of(true, false))
                .as((item, second, type, keyed) -> new ItemEvent(
                        "i" + item,
                        Events.START + second * 1000L,
                        type,
                        keyed ? type.charAt(0) * 1_000_000L + item * 1000L + second : ItemEvent.NO_KEY));
        return events.list()
                .uniqueElements(ItemEvent::timeMillis)
                .ofMinSize(1)
                .ofMaxSize(3 * WINDOW)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
