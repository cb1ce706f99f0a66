package freshet.serving.table;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.answer.WithheldIds;
import freshet.serving.Availability;
import org.junit.jupiter.api.Test;

class AvailabilityUpdatesTest {
    private final WithheldIds withheld = new WithheldIds();
    private final AvailabilityUpdates updates = new AvailabilityUpdates(withheld);

    @Test
    void theNewestRecordOfAnItemHolds() {
        assertThat(updates.take(new Availability("a", false, 0, 0, 0))).isTrue();
        assertThat(withheld.contains("a")).isTrue();
        assertThat(updates.take(new Availability("a", true, 0, 1, 0))).isTrue();
        assertThat(withheld.contains("a")).isFalse();
    }

    @Test
    void recordsThatComeAgainChangeNothing() {
        updates.read(new Availability("b", true, 0, 2, 0));
        updates.read(new Availability("a", true, 0, 3, 0));
        updates.read(new Availability("b", false, 0, 9, 0));
        assertThat(updates.take(new Availability("b", true, 0, 2, 0))).isFalse();
        assertThat(updates.take(new Availability("a", true, 0, 3, 0))).isFalse();
        assertThat(withheld.contains("a")).isFalse();
        assertThat(withheld.contains("b")).isTrue();
    }

    @Test
    void anItemThatMovedToAnAddedPartitionKeepsItsNewestRecord() {
        updates.read(new Availability("a", false, 3, 0, 2_000));
        updates.read(new Availability("a", true, 0, 7, 1_000));
        assertThat(withheld.contains("a")).isTrue();
        assertThat(updates.take(new Availability("a", false, 3, 0, 2_000))).isFalse();
        assertThat(updates.take(new Availability("a", true, 0, 7, 1_000))).isFalse();
        assertThat(withheld.contains("a")).isTrue();
    }

    @Test
    void onceTheStreamIsAsFarAsTheStartEachRecordCounts() {
        updates.read(new Availability("a", false, 0, 5, 0));
        updates.take(new Availability("a", false, 0, 5, 0));
        assertThat(updates.take(new Availability("a", true, 0, 6, 0))).isTrue();
        assertThat(withheld.contains("a")).isFalse();
    }

    @Test
    void eachPartitionHasAnOrderOfItsOwn() {
        updates.read(new Availability("a", false, 0, 100, 0));
        assertThat(updates.take(new Availability("b", false, 1, 0, 0))).isTrue();
        assertThat(withheld.size()).isEqualTo(2);
    }
}
