package freshet.model.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CategoryListsTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long START = 1_700_000_000_000L;

    private final CategoryLists lists = new CategoryLists(new ListShape(List.of(HOUR, DAY), 3));

    @Test
    void theShortWindowRanksByNowAndTheLongOneByTheDay() {
        for (int view = 0; view < 5; view++) {
            lists.seen("morning", START, START);
        }
        lists.seen("now", START + 4 * HOUR, START);
        lists.seen("now", START + 4 * HOUR, START);
        assertThat(lists.top(HOUR, 1)).containsExactly(new CountedItem("now", 2));
        assertThat(lists.top(DAY, 1)).singleElement().satisfies(item -> {
            assertThat(item.itemId()).isEqualTo("morning");
            assertThat(item.count()).isCloseTo(5 * Math.pow(100, -4.0 / 24), within(1e-9));
        });
        assertThat(lists.newestMillis()).isEqualTo(START + 4 * HOUR);
    }

    @Test
    void theItemsThatAppearedLastAreNewTheEarliestTimeHolds() {
        assertThat(lists.appeared("a", START + 1)).isTrue();
        lists.seen("b", START + 9, START + 2);
        assertThat(lists.appeared("a", START + 5)).isFalse();
        assertThat(lists.newest(9)).containsExactly(new NewItem("b", START + 2), new NewItem("a", START + 1));
        assertThat(lists.appeared("b", START)).isTrue();
        assertThat(lists.newest(9)).containsExactly(new NewItem("a", START + 1), new NewItem("b", START));
    }

    @Test
    void asManyNewItemsAreKeptAsThereIsRoomFor() {
        for (int item = 0; item < 10; item++) {
            lists.appeared("i" + item, START + (item * 7) % 10);
        }
        assertThat(lists.newest(9)).extracting(NewItem::itemId).containsExactly("i7", "i4", "i1");
        assertThat(lists.appeared("old", START - 1)).isFalse();
        assertThat(lists.newest(1)).hasSize(1);
    }

    @Test
    void whatIsReadGoesOnAsIfItHadNeverBeenWritten() throws IOException {
        ListShape shape = new ListShape(List.of(HOUR, DAY), 50);
        CategoryLists straight = new CategoryLists(shape);
        CategoryLists restored = new CategoryLists(shape);
        Random random = new Random(5);
        for (int event = 0; event < 20_000; event++) {
            String item = "i" + (int) Math.abs(random.nextGaussian() * 40);
            long millis = START + event * 10_000L - random.nextInt(100_000);
            straight.seen(item, millis, millis);
            restored.seen(item, millis, millis);
            if (event % 1_000 == 999) {
                restored = CategoryLists.of(shape, restored.toBytes());
            }
        }
        assertThat(restored.newest(50)).isEqualTo(straight.newest(50));
        assertThat(restored.top(HOUR, 5)).isEqualTo(straight.top(HOUR, 5));
        assertThat(restored.top(DAY, 5)).isEqualTo(straight.top(DAY, 5));
        assertThat(restored.newestMillis()).isEqualTo(straight.newestMillis());
    }

    @Test
    void withOtherWindowsTheCommonOnesKeepTheirCounts() throws IOException {
        lists.seen("a", START, START);
        lists.seen("b", START, START);
        lists.seen("b", START, START);
        CategoryLists other = CategoryLists.of(new ListShape(List.of(DAY, 2 * DAY), 1), lists.toBytes());
        assertThat(other.top(DAY, 9)).containsExactly(new CountedItem("b", 2));
        assertThat(other.top(2 * DAY, 9)).isEmpty();
        assertThat(other.newest(9)).hasSize(1);
        assertThatThrownBy(() -> other.top(HOUR, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no events are counted over 3600000 ms; the windows are [86400000, 172800000]");
    }

    @Test
    void bytesOfANewerFormAreRefusedByNumber() {
        assertThatThrownBy(() -> CategoryLists.of(new ListShape(List.of(HOUR), 1), new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("have form 9, and this program reads form 1");
    }
}
