package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.Events;
import freshet.job.testing.JobOnBroker;
import freshet.job.testing.TestFlink;
import freshet.schema.ItemList;
import freshet.schema.ListedItem;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import freshet.serving.testing.TinyGru;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of items on a real topic, counted exactly once over restarts. */
class ListsITCase extends JobOnBroker {
    private static final int HOUR = 3_600; // seconds

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3);

    private String lists;
    private int visitors;

    @BeforeEach
    void announce() throws Exception {
        topics.announce(new TinyGru(12, 1).publish(folder, 1));
        lists = topics.listsSetting();
    }

    @Test
    void listsAreCountedOncePerCategoryAlsoOverARestart() throws Exception {
        catalogue("i1", "\"shoe\"");
        catalogue("i2", "[\"shoe\",\"sale\"]");
        catalogue("i3", "\"hat\"");
        catalogue("fresh", "\"hat\"");
        JobClient before = start(Optional.empty(), 2);
        // What is viewed before its category is known counts among all items alone.
        eventually()
                .until(() -> ids("NEW/0/hat").size() == 2 && ids("NEW/0/shoe").size() == 2);
        for (int session = 0; session < 6; session++) {
            topics.view("s" + session, "i1", 0);
        }
        for (int session = 0; session < 4; session++) {
            view("s" + session, "i2", "once");
            view("s" + session, "i2", "once"); // a duplicate, which its session turns away
        }
        view("s8", "i3", "a");
        view("s9", "stray", "b");
        eventually().until(() -> ids("TRENDING/3600000").size() == 4);
        eventually().until(() -> counts("TRENDING/3600000/sale").equals(List.of(4.0)));
        assertThat(ids("TRENDING/3600000").get(0)).isEqualTo("i2");
        eventually().until(() -> ids("POPULAR/2592000000/shoe").equals(List.of("i1", "i2")));
        assertThat(ids("TRENDING/3600000/shoe")).containsExactly("i2", "i1");
        eventually().until(() -> ids("POPULAR/2592000000/hat").equals(List.of("i3")));
        // Nobody has viewed it: it appeared with its record, later than all events of the test.
        assertThat(ids("NEW/0/hat")).containsExactly("fresh", "i3");
        assertThat(ids("NEW/0").get(0)).isEqualTo("fresh");

        String savepoint = jobs.stopWithSavepoint(before);
        start(Optional.of(savepoint), 3);
        for (int session = 0; session < 3; session++) {
            topics.view("t" + session, "i2", 5 * HOUR);
        }
        eventually().until(() -> counts("TRENDING/3600000/sale").equals(List.of(7.0)));
        eventually().until(() -> counts("POPULAR/2592000000").get(0) == 7.0);
        assertThat(ids("POPULAR/2592000000")).startsWith("i2", "i1").contains("stray");
        assertThat(ids("NEW/0/hat")).containsExactly("fresh", "i3");
        jobs.assertLedger();
    }

    @Test
    void aStateFromBeforeTheListsIsGoneOnWith() throws Exception {
        JobClient before = jobs.start("parallelism=2");
        topics.view("s", "i1", 0);
        jobs.assertLedger();
        String savepoint = jobs.stopWithSavepoint(before);
        jobs.start(Optional.of(savepoint), "parallelism=2", lists, "lists.interval=100 ms");
        topics.view("s", "i2", 1);
        eventually().until(() -> ids("TRENDING/86400000").equals(List.of("i2")));
        jobs.assertLedger();
    }

    @Test
    void whatTrendsInItsCategoryAnswersASessionOfANewItem() throws Exception {
        catalogue("i2", "\"shoe\"");
        catalogue("fresh", "\"shoe\"");
        JobClient before = startWithFallback(Optional.empty());
        eventually().until(() -> ids("NEW/0/shoe").size() == 2);
        for (int session = 0; session < 5; session++) {
            topics.view("s" + session, "i7", 0);
        }
        topics.view("s5", "i2", 0);
        eventually().until(() -> ids("TRENDING/3600000/shoe").equals(List.of("i2")));
        eventually().until(() -> counts("TRENDING/3600000").equals(List.of(5.0, 1.0)));
        eventually().until(() -> answerTo("fresh").equals(List.of("i2", "i7")));

        String savepoint = jobs.stopWithSavepoint(before);
        startWithFallback(Optional.of(savepoint)); // which reads the lists anew
        eventually().until(() -> answerTo("fresh").equals(List.of("i2", "i7")));
        jobs.assertLedger();
    }

    /** The first two items of an answer to a session that begins with an item. */
    private List<String> answerTo(String item) throws Exception {
        String session = "visitor-" + visitors++;
        topics.view(session, item, 0);
        eventually().until(() -> answer(session).isPresent());
        Recommendation answer = answer(session).orElseThrow();
        assertThat(answer.getSource()).isEqualTo(RecommendationSource.POPULAR);
        return answer.getItems().stream()
                .limit(2)
                .map(RecommendedItem::getItemId)
                .toList();
    }

    private Optional<Recommendation> answer(String session) {
        return topics.recommendations().stream()
                .filter(answer -> answer.getSessionId().equals(session))
                .findFirst();
    }

    private JobClient startWithFallback(Optional<String> savepoint) throws Exception {
        return jobs.start(
                savepoint,
                "parallelism=2",
                topics.itemsSetting(),
                lists,
                "lists.category=category",
                "lists.fallback-window=1 h",
                "lists.interval=100 ms");
    }

    private JobClient start(Optional<String> savepoint, int parallelism) throws Exception {
        return jobs.start(
                savepoint,
                "parallelism=" + parallelism,
                "delivery=exactly-once",
                topics.itemsSetting(),
                lists,
                "lists.category=category",
                "lists.interval=100 ms");
    }

    /** A view at five hours. */
    private void view(String session, String item, String eventId) throws Exception {
        topics.event(
                SessionEvent.newBuilder()
                        .setSessionId(session)
                        .setItemId(item)
                        .setEventTime(Instant.ofEpochMilli(Events.START + 5_000L * HOUR))
                        .setEventId(eventId)
                        .build(),
                EventFormat.JSON);
    }

    private void catalogue(String item, String category) throws Exception {
        String record = "{\"itemId\":\"" + item + "\",\"attributes\":{\"category\":" + category + "}}";
        topics.item(item, record.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> ids(String key) {
        return items(key).stream().map(ListedItem::getItemId).toList();
    }

    private List<Double> counts(String key) {
        return items(key).stream()
                .map(item -> Math.round(item.getCount() * 1e6) / 1e6)
                .toList();
    }

    private List<ListedItem> items(String key) {
        return Optional.ofNullable(topics.lists().get(key))
                .map(ItemList::getItems)
                .orElse(List.of());
    }
}
