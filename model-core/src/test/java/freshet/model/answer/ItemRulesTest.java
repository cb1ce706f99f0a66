package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import freshet.model.catalog.AttributeValue;
import freshet.model.catalog.AttributeValue.Amount;
import freshet.model.catalog.AttributeValue.Text;
import freshet.model.catalog.ItemCatalog;
import freshet.model.catalog.ItemFacts;
import freshet.model.catalog.ItemFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ItemRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final WithheldIds withheld = new WithheldIds();
    private final ItemCatalog catalog = new ItemCatalog(1 << 30, false);
    private Instant now = NOON;

    @Test
    void anItemIsRecommendedWithinItsWindowToTheMinute() {
        RuleRows rows = rules(Optional.empty()).rows(new Vocabulary(List.of("a", "b", "c")));
        put("a", Map.of(), Optional.of(NOON.plusSeconds(60)), Optional.of(NOON.plusSeconds(120)));
        put("b", Map.of(), Optional.empty(), Optional.of(NOON.plusSeconds(60)));
        assertThat(withheld(rows.items())).containsExactly(0);
        WithheldItems before = rows.items();
        now = NOON.plusMillis(59_999);
        assertThat(rows.items()).as("nothing is made anew within the minute").isSameAs(before);
        now = NOON.plusSeconds(60);
        assertThat(withheld(rows.items())).containsExactly(1);
        now = NOON.plusSeconds(120);
        assertThat(withheld(rows.items())).containsExactly(0, 1);
        put("a", Map.of(), Optional.empty(), Optional.empty());
        assertThat(withheld(rows.items())).containsExactly(1);
    }

    @Test
    void whatDoesNotPassTheFilterIsWithheld() {
        ItemRules rules = rules(Optional.of(ItemFilter.of("category=shoe")));
        put("a", Map.of("category", new Text("shoe")), Optional.empty(), Optional.empty());
        RuleRows rows = rules.rows(new Vocabulary(List.of("a", "b", "c")));
        assertThat(withheld(rows.items())).containsExactly(1, 2);
        assertThat(rules.allow("a")).isTrue();
        assertThat(rules.allow("b")).isFalse();
        put("b", Map.of("category", new Text("shoe")), Optional.empty(), Optional.empty());
        put("a", Map.of("category", new Text("hat")), Optional.empty(), Optional.empty());
        assertThat(withheld(rows.items())).containsExactly(0, 2);
        catalog.remove("b");
        withheld.changed("b");
        assertThat(withheld(rows.items())).containsExactly(0, 1, 2);
    }

    /** The reference asks of each item whether it may be recommended. */
    @Property(tries = 200)
    void aCallsOwnFilterLeavesWhatPassesIt(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> known = IntStream.range(0, 60).mapToObj(i -> "i" + i).toList();
        RuleRows rows = rules(Optional.of(ItemFilter.of("color!=red"))).rows(new Vocabulary(known));
        for (int change = 0; change < 200; change++) {
            String item = "i" + random.nextInt(80); // some the model does not know
            if (random.nextInt(4) == 0) {
                catalog.remove(item);
                withheld.set(item, random.nextInt(5) == 0);
                withheld.changed(item);
            } else {
                Map<String, AttributeValue> attributes = Map.of(
                        "color", new Text(random.nextBoolean() ? "red" : "blue"),
                        "price", new Amount(random.nextInt(10)));
                put(item, attributes, Optional.empty(), Optional.of(NOON.plusSeconds(60L * random.nextInt(4))));
            }
        }
        now = NOON.plusSeconds(90);
        for (String text : List.of("price<3", "price>=3,color=blue", "price!=1", "color=green")) {
            ItemFilter filter = ItemFilter.of(text);
            ItemRules both = rules(Optional.of(ItemFilter.of("color!=red," + text)));
            List<Integer> expected = IntStream.range(0, known.size())
                    .filter(row -> !both.allow(known.get(row)))
                    .boxed()
                    .toList();
            WithheldItems only = rows.only(filter);
            assertThat(withheld(only)).as(text).isEqualTo(expected);
            assertThat(only.size()).isEqualTo(expected.size());
        }
    }

    private ItemRules rules(Optional<ItemFilter> filter) {
        return new ItemRules(withheld, catalog, filter, () -> now);
    }

    private void put(
            String item, Map<String, AttributeValue> attributes, Optional<Instant> from, Optional<Instant> until) {
        catalog.put(item, new ItemFacts(true, Optional.empty(), attributes, from, until, 1));
        withheld.changed(item);
    }

    private static List<Integer> withheld(WithheldItems items) {
        List<Integer> rows = new ArrayList<>();
        for (int row = items.next(0); row >= 0; row = items.next(row + 1)) {
            rows.add(row);
        }
        return rows;
    }
}
