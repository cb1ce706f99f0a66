package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.serving.testing.TinyGru;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The topics of items and models become others: made anew, named otherwise, with more partitions.
 */
class ItemsTopicITCase extends JobOnBroker {
    private static final long NOON = 1_780_315_200_000L;

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3);

    private final TinyGru model = new TinyGru(12, 1);
    private int sessions;

    @BeforeEach
    void announce() throws Exception {
        topics.announce(model.publish(folder, 1));
    }

    /**
     * Offsets of the topic before, stored in the state, are above those of the other one, and say
     * i3 is there.
     */
    @Test
    void anotherTopicAtARestoreHoldsAlone() throws Exception {
        String other = topics.otherItems();
        JobClient before = jobs.start("parallelism=1", topics.itemsSetting());
        answers();
        for (int record = 0; record < 5; record++) {
            topics.availability("items", 0, NOON, "i9", record % 2 == 0);
        }
        untilAnswered(items -> items.contains("i9"));
        String savepoint = jobs.stopWithSavepoint(before);
        topics.availability("other-items", 0, NOON, "i3", false);
        topics.availability("items", 0, NOON + 1, "i3", true);
        topics.availability("items", 0, NOON + 1, "i4", false);
        topics.availability("items", 1, NOON + 1, "i3", true);
        jobs.start(Optional.of(savepoint), "parallelism=1", other);
        for (int again = 0; again < 5; again++) {
            assertThat(answers()).doesNotContain("i3").contains("i4");
        }
        topics.availability("other-items", 1, NOON, "i5", false);
        untilAnswered(items -> !items.contains("i5"));
        assertThat(answers()).doesNotContain("i3").contains("i4");
    }

    @Test
    void aTopicMadeAnewBetweenSavepointAndRestoreIsReadWhole() throws Exception {
        topics.availability("items", 0, NOON, "i3", false);
        topics.availability("items", 0, NOON, "i4", false);
        JobClient before = jobs.start("parallelism=2", topics.itemsSetting());
        assertThat(answers()).doesNotContain("i3", "i4");
        String savepoint = jobs.stopWithSavepoint(before);
        topics.makeAnew("items");
        topics.makeAnew("models");
        topics.availability("items", 0, NOON, "i3", false);
        topics.announce(new TinyGru(14, 2).publish(folder, 2));
        jobs.start(Optional.of(savepoint), "parallelism=2", topics.itemsSetting());
        untilAnswered(items -> items.contains("i12"));
        assertThat(answers()).doesNotContain("i3").contains("i4");
        topics.availability("items", 0, NOON, "i5", false);
        untilAnswered(items -> !items.contains("i5"));
        assertThat(answers()).doesNotContain("i3");
    }

    @Test
    void aTopicMadeAnewWhileTheJobRunsIsReadFromItsStart() throws Exception {
        for (int item = 0; item < 4; item++) {
            topics.availability("items", 0, NOON, "i" + item, false);
        }
        jobs.start("parallelism=2", topics.itemsSetting(), "events.partition-discovery=1 s");
        assertThat(answers()).doesNotContain("i0", "i1", "i2", "i3");
        topics.makeAnew("items");
        topics.availability("items", 0, NOON, "i7", false);
        untilAnswered(items -> !items.contains("i7") && items.contains("i0"));
        assertThat(topics.ledger()).containsAll(topics.sent());
    }

    /** The item's newer record is in another partition than its older one. */
    @Test
    void anItemThatMovedToAnAddedPartitionKeepsItsNewerRecord() throws Exception {
        topics.availability("items", 1, NOON, "i3", true);
        topics.availability("items", 1, NOON, "i4", false);
        topics.growTo("items", 3);
        eventually().ignoreExceptions().until(() -> {
            topics.availability("items", 2, NOON + 1, "i3", false);
            topics.availability("items", 0, NOON + 1, "i4", true);
            return true;
        });
        for (int record = 0; record < 300; record++) { // so that the older ones come later
            topics.availability("items", 1, NOON + 2, "x" + record, true);
        }
        topics.availability("items", 1, NOON, "i3", true);
        topics.availability("items", 1, NOON, "i4", false);
        jobs.start("parallelism=2", topics.itemsSetting());
        for (int again = 0; again < 3; again++) {
            assertThat(answers()).doesNotContain("i3").contains("i4");
        }
    }

    private void untilAnswered(Predicate<List<String>> so) {
        eventually().until(() -> so.test(answers()) && so.test(answers()));
    }

    /** The items of the answer to a new session. */
    private List<String> answers() throws Exception {
        EventCoordinates event = topics.view("s" + sessions++, "i2", 0);
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
}
