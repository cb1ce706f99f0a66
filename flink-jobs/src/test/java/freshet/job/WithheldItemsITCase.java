package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings;
import freshet.job.stream.table.ItemsTopic;
import freshet.job.testing.JobOnBroker;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.serving.testing.TinyChain;
import freshet.serving.testing.TinyGru;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Items are withheld and released on a real topic, while the job answers. */
class WithheldItemsITCase extends JobOnBroker {
    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3);

    private final TinyGru small = new TinyGru(12, 1);
    private final TinyGru large = new TinyGru(14, 2);
    private int sessions;

    @BeforeEach
    void announce() throws Exception {
        topics.announce(small.publish(folder, 1));
    }

    @Test
    void itemsLeaveTheAnswersAndComeBackAlsoOverASwap() throws Exception {
        jobs.start("parallelism=2", topics.itemsSetting());
        assertThat(answers()).allMatch(items -> items.size() == 12);
        topics.availability("i3", false);
        topics.item("i4", utf8("{\"itemId\":\"i4\",\"available\":false}"));
        topics.item("i5", utf8("no record of any kind"));
        topics.availability("i13", false); // no model knows it yet
        untilAnswers(items -> !items.contains("i3") && !items.contains("i4") && items.contains("i5"));
        topics.item("i4", null);
        untilAnswers(items -> !items.contains("i3") && items.contains("i4"));
        topics.announce(large.publish(folder, 2));
        untilAnswers(items -> items.contains("i12"));
        assertThat(answers()).allMatch(items -> items.size() == 12 && !items.contains("i3") && !items.contains("i13"));
        topics.availability("i3", true);
        topics.availability("i13", true);
        untilAnswers(items -> items.size() == 14);
        jobs.assertLedger();
    }

    @Test
    void aRestartReadsTheTopicBeforeItAnswers() throws Exception {
        for (int item = 0; item < 12; item++) {
            topics.availability("i" + item, item % 2 == 0);
        }
        topics.availability("i1", true);
        List<String> standing = List.of("i0", "i1", "i2", "i4", "i6", "i8", "i10");
        EventCoordinates first = view();
        JobClient before = jobs.start("parallelism=2", topics.itemsSetting());
        assertThat(answerTo(first)).containsExactlyInAnyOrderElementsOf(standing);
        assertThat(answers()).allSatisfy(items -> assertThat(items).containsExactlyInAnyOrderElementsOf(standing));
        String savepoint = jobs.stopWithSavepoint(before);
        topics.availability("i0", false);
        topics.item("i11", null);
        EventCoordinates next = view();
        jobs.start(Optional.of(savepoint), "parallelism=3", topics.itemsSetting());
        List<String> then = List.of("i1", "i2", "i4", "i6", "i8", "i10", "i11");
        assertThat(answerTo(next)).containsExactlyInAnyOrderElementsOf(then);
        assertThat(answers()).allSatisfy(items -> assertThat(items).containsExactlyInAnyOrderElementsOf(then));
        jobs.assertLedger();
    }

    @Test
    void whereTheModelsOnlyItemIsWithheldPopularItemsAreAnswered() throws Exception {
        jobs.start("parallelism=2", topics.itemsSetting(), "recommend.exclude=current");
        topics.announce(new TinyChain(12).publish(folder, 2));
        untilAnswers(items -> items.equals(List.of("i3")));
        topics.availability("i3", false);
        untilAnswers(items -> items.size() == 10 && items.get(0).equals("i0") && !items.contains("i2"));
        EventCoordinates withheld = view();
        answerTo(withheld);
        assertThat(topics.recommendations())
                .filteredOn(answer -> answer.getEvent().equals(withheld))
                .singleElement()
                .satisfies(answer -> assertThat(answer.getSource()).isEqualTo(RecommendationSource.POPULAR));
        jobs.assertLedger();
    }

    /** Windows and attributes hold live, over a restart and over a swap. */
    @Test
    void onlyWhatPassesTheFilterWithinItsWindowIsRecommended() throws Exception {
        for (int item = 0; item < 14; item++) {
            item("i" + item, item % 2 == 0 ? "shoe" : "hat", "");
        }
        topics.item("i1", new byte[1_000_000]);
        topics.item("i1", utf8("{\"itemId\":\"i1\",\"attributes\":{\"category\":true}}"));
        String filter = "items.filter=category=shoe";
        JobClient before = jobs.start("parallelism=2", topics.itemsSetting(), filter);
        List<String> shoes = List.of("i0", "i2", "i4", "i6", "i8", "i10");
        assertThat(answers()).allSatisfy(items -> assertThat(items).containsExactlyInAnyOrderElementsOf(shoes));
        item("i4", "shoe", ",\"availableUntil\":\"2020-01-01T00:00:00Z\"");
        item("i6", "shoe", ",\"availableFrom\":\"2999-01-01T00:00:00Z\"");
        item("i3", "shoe", ",\"availableUntil\":\"2999-01-01T00:00:00Z\"");
        topics.availability("i8", true); // as the newest record it says nothing of the category
        List<String> then = List.of("i0", "i2", "i3", "i10");
        untilAnswers(items -> items.size() == 4 && items.containsAll(then));
        String savepoint = jobs.stopWithSavepoint(before);
        jobs.start(Optional.of(savepoint), "parallelism=3", topics.itemsSetting(), filter);
        assertThat(answers()).allSatisfy(items -> assertThat(items).containsExactlyInAnyOrderElementsOf(then));
        topics.announce(large.publish(folder, 2));
        untilAnswers(items -> items.contains("i12"));
        assertThat(answers())
                .allSatisfy(items -> assertThat(items).containsExactlyInAnyOrder("i0", "i2", "i3", "i10", "i12"));
        jobs.assertLedger();
    }

    private void item(String item, String category, String more) throws Exception {
        topics.item(
                item,
                utf8("{\"itemId\":\"" + item + "\",\"attributes\":{\"category\":\"" + category + "\"}" + more + "}"));
    }

    @Test
    void aTopicThatIsMissingIsNamed() {
        JobSettings settings = JobSettings.of(topics.settings());
        assertThatThrownBy(() -> new ItemsTopic(settings.kafka(), "nosuch").read(found -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("there is no topic nosuch, which items.topic names; create it");
    }

    /** Asks until all of a few answers are so. */
    private void untilAnswers(Predicate<List<String>> so) {
        eventually().until(() -> answers().stream().allMatch(so));
    }

    /** The items of the answers to a few new sessions, which both instances of the job share. */
    private List<List<String>> answers() throws Exception {
        List<EventCoordinates> asked = List.of(view(), view(), view(), view(), view(), view(), view(), view());
        return asked.stream().map(this::answerTo).toList();
    }

    private EventCoordinates view() throws Exception {
        return topics.view("s" + sessions++, "i2", 0);
    }

    private List<String> answerTo(EventCoordinates event) {
        return eventually()
                .until(
                        () -> topics.recommendations().stream()
                                .filter(answer -> answer.getEvent().equals(event))
                                .findFirst(),
                        Optional::isPresent)
                .map(Recommendation::getItems)
                .orElseThrow()
                .stream()
                .map(RecommendedItem::getItemId)
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
