package freshet.serving.table;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.answer.WithheldIds;
import freshet.model.catalog.ItemCatalog;
import freshet.schema.Item;
import freshet.serving.ItemUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemUpdatesTest {
    private final WithheldIds withheld = new WithheldIds();
    private final ItemCatalog catalog = new ItemCatalog(1 << 20, true);
    private final ItemUpdates updates = new ItemUpdates(new ItemTable(withheld, catalog));

    @Test
    void theNewestRecordOfAnItemHolds() {
        assertThat(updates.take(ItemUpdate.of("a", false, 0, 0, 0))).isTrue();
        assertThat(withheld.contains("a")).isTrue();
        assertThat(updates.take(ItemUpdate.of("a", true, 0, 1, 0))).isTrue();
        assertThat(withheld.contains("a")).isFalse();
    }

    @Test
    void recordsThatComeAgainChangeNothing() {
        updates.read(ItemUpdate.of("b", true, 0, 2, 0));
        updates.read(ItemUpdate.of("a", true, 0, 3, 0));
        updates.read(ItemUpdate.of("b", false, 0, 9, 0));
        assertThat(updates.take(ItemUpdate.of("b", true, 0, 2, 0))).isFalse();
        assertThat(updates.take(ItemUpdate.of("a", true, 0, 3, 0))).isFalse();
        assertThat(withheld.contains("a")).isFalse();
        assertThat(withheld.contains("b")).isTrue();
    }

    @Test
    void anItemThatMovedToAnAddedPartitionKeepsItsNewestRecord() {
        updates.read(ItemUpdate.of("a", false, 3, 0, 2_000));
        updates.read(ItemUpdate.of("a", true, 0, 7, 1_000));
        assertThat(withheld.contains("a")).isTrue();
        assertThat(updates.take(ItemUpdate.of("a", false, 3, 0, 2_000))).isFalse();
        assertThat(updates.take(ItemUpdate.of("a", true, 0, 7, 1_000))).isFalse();
        assertThat(withheld.contains("a")).isTrue();
    }

    @Test
    void onceTheStreamIsAsFarAsTheStartEachRecordCounts() {
        updates.read(ItemUpdate.of("a", false, 0, 5, 0));
        updates.take(ItemUpdate.of("a", false, 0, 5, 0));
        assertThat(updates.take(ItemUpdate.of("a", true, 0, 6, 0))).isTrue();
        assertThat(withheld.contains("a")).isFalse();
    }

    @Test
    void eachPartitionHasAnOrderOfItsOwn() {
        updates.read(ItemUpdate.of("a", false, 0, 100, 0));
        assertThat(updates.take(ItemUpdate.of("b", false, 1, 0, 0))).isTrue();
        assertThat(withheld.size()).isEqualTo(2);
    }

    @Test
    void theNewestRecordHoldsAsAWhole() {
        updates.take(titled("a", 0));
        assertThat(catalog.title("a")).contains("title of a");
        updates.take(ItemUpdate.of("a", false, 0, 1, 0));
        assertThat(catalog.facts("a")).isEmpty();
        assertThat(withheld.contains("a")).isTrue();
        updates.take(titled("a", 2));
        assertThat(withheld.contains("a")).isFalse();
        updates.take(new ItemUpdate("a", Optional.empty(), 0, 3, 0));
        assertThat(catalog.facts("a")).isEmpty();
    }

    @Test
    void anItemWithoutRoomInTheCatalogueIsWithheldAllTheSame() {
        ItemCatalog full = new ItemCatalog(0, true);
        ItemUpdates small = new ItemUpdates(new ItemTable(withheld, full));
        Item soldOut = Item.newBuilder(titled("a", 0).item().orElseThrow())
                .setAvailable(false)
                .build();
        small.take(new ItemUpdate("a", Optional.of(soldOut), 0, 0, 0));
        assertThat(withheld.contains("a")).isTrue();
        assertThat(full.facts("a")).isEmpty();
        assertThat(full.refused()).isOne();
    }

    private static ItemUpdate titled(String item, long offset) {
        return new ItemUpdate(
                item,
                Optional.of(Item.newBuilder()
                        .setItemId(item)
                        .setTitle("title of " + item)
                        .setAttributes(Map.of("category", "shoe", "price", 3.5, "tags", List.of("new")))
                        .build()),
                0,
                offset,
                0);
    }
}
