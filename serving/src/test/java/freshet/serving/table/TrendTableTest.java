package freshet.serving.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.trend.CountedItem;
import freshet.model.trend.TrendingItems;
import freshet.schema.ItemList;
import freshet.schema.ListKind;
import freshet.schema.ListedItem;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TrendTableTest {
    private static final SingleObjectCodec<ItemList> CODEC = new SingleObjectCodec<>(ItemList.class);

    private final TrendingItems items = new TrendingItems("category");
    private final TrendTable table = new TrendTable(new TrendRecords(Duration.ofHours(1)), items);

    @Test
    void listsOfTheWindowAreTakenAndOthersPassedOver() {
        table.take(record("TRENDING/3600000", list("a")));
        table.take(record("TRENDING/3600000/shoe/red", list("b")));
        table.take(record("TRENDING/36000000", list("c")));
        table.take(record("POPULAR/3600000", list("d")));
        table.take(record("NEW/0", new byte[] {1}));
        assertThat(items.of(Optional.empty())).containsExactly(new CountedItem("a", 2));
        assertThat(items.of(Optional.of("shoe/red"))).containsExactly(new CountedItem("b", 2));
        assertThat(items.of(Optional.of("shoe"))).isEmpty();
    }

    @Test
    void aTombstoneForgetsItsListAndANewTopicAll() {
        table.take(record("TRENDING/3600000", list("a")));
        table.take(record("TRENDING/3600000/hat", list("b")));
        table.take(record("TRENDING/3600000/hat", null));
        assertThat(items.of(Optional.of("hat"))).isEmpty();
        table.forget();
        assertThat(items.of(Optional.empty())).isEmpty();
    }

    @Test
    void whatCannotBeReadLeavesTheListAsItWas() {
        table.take(record("TRENDING/3600000", list("a")));
        assertThatThrownBy(() -> table.take(record("TRENDING/3600000", new byte[] {1, 2})))
                .isInstanceOf(MalformedRecordException.class);
        assertThat(items.of(Optional.empty())).hasSize(1);
    }

    private static byte[] list(String item) {
        return CODEC.encode(new ItemList(
                ListKind.TRENDING, 3_600_000L, null, List.of(new ListedItem(item, 2.0, null)), Instant.EPOCH));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("lists", 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
