package freshet.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.catalog.AttributeValue.Amount;
import freshet.model.catalog.AttributeValue.Text;
import freshet.model.catalog.AttributeValue.Texts;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ItemCatalogTest {
    private static final int ITEMS = 200_000;

    private final ItemCatalog catalog = new ItemCatalog(Long.MAX_VALUE, true);

    @Test
    void whatIsSaidOfAnItemIsKnownAfterwards() {
        ItemFacts jacket = new ItemFacts(
                true,
                Optional.of("blue rain jacket"),
                Map.of(
                        "category", new Text("jacket"),
                        "price", new Amount(79.5),
                        "tags", new Texts(List.of("rain", "blue"))),
                Optional.of(Instant.parse("2026-03-01T09:30:00Z")),
                Optional.of(Instant.parse("2026-04-01T00:00:00Z")),
                1);
        assertThat(catalog.put("sku-1", jacket)).isTrue();

        assertThat(catalog.facts("sku-1")).contains(jacket);
        assertThat(catalog.title("sku-1")).contains("blue rain jacket");
        assertThat(catalog.facts("sku-2")).isEmpty();
        catalog.remove("sku-1");
        assertThat(catalog.facts("sku-1")).isEmpty();
        assertThat(catalog.size()).isZero();
    }

    @Test
    void anItemIsNeverRecommendedOutsideOfItsWindow() {
        Instant from = Instant.parse("2026-03-01T09:30:00.001Z");
        Instant until = Instant.parse("2026-03-01T09:35:59.999Z");
        catalog.put("a", new ItemFacts(true, Optional.empty(), Map.of(), Optional.of(from), Optional.of(until), 1));

        ItemFacts kept = catalog.facts("a").orElseThrow();
        assertThat(kept.from()).contains(Instant.parse("2026-03-01T09:31:00Z"));
        assertThat(kept.until()).contains(Instant.parse("2026-03-01T09:35:00Z"));
    }

    /** The reference is a map of objects. */
    @Property(tries = 300)
    void itSaysWhatAMapWouldSay(@ForAll("changes") List<Change> changes) {
        Map<String, ItemFacts> reference = new HashMap<>();
        for (Change change : changes) {
            change.facts()
                    .ifPresentOrElse(
                            facts -> {
                                catalog.put(change.id(), facts);
                                reference.put(change.id(), facts);
                            },
                            () -> {
                                catalog.remove(change.id());
                                reference.remove(change.id());
                            });
        }
        assertThat(catalog.size()).isEqualTo(reference.size());
        for (Change change : changes) {
            Optional<ItemFacts> expected = Optional.ofNullable(reference.get(change.id()));
            Optional<ItemFacts> found = catalog.facts(change.id());
            assertThat(found.map(ItemFacts::attributes)).isEqualTo(expected.map(ItemFacts::attributes));
            assertThat(found.flatMap(ItemFacts::title)).isEqualTo(expected.flatMap(ItemFacts::title));
            assertThat(found.map(ItemFacts::available)).isEqualTo(expected.map(ItemFacts::available));
            assertThat(found.map(ItemFacts::boost).orElse(1.0))
                    .isCloseTo(expected.map(ItemFacts::boost).orElse(1.0), within(1e-4))
                    .hasToString(shortest(expected.map(ItemFacts::boost).orElse(1.0)));
        }
        reference.keySet().forEach(catalog::remove);
        assertThat(catalog.size()).isZero();
    }

    @Test
    void itemsThatComeAndGoTakeNoMemoryForGood() {
        for (int round = 0; round < 3; round++) {
            load(catalog, ITEMS / 10, round);
        }
        long once = catalog.bytes();
        for (int round = 3; round < 30; round++) {
            for (int item = 0; item < ITEMS / 10; item++) {
                catalog.remove("sku-" + (round - 1) + "-" + item);
            }
            load(catalog, ITEMS / 10, round);
        }
        assertThat(catalog.bytes()).isLessThan(2 * once);
    }

    @Test
    void anItemTakesAHundredBytesAndTheCatalogueKnowsIt() {
        long before = usedHeap();
        load(catalog, ITEMS, 0);
        long measured = usedHeap() - before;

        assertThat(catalog.bytes()).isCloseTo(measured, within(measured / 8));
        assertThat(catalog.bytes() / ITEMS).as("bytes per item").isLessThan(100);
        assertThat(catalog.size()).isEqualTo(ITEMS);
    }

    @Test
    void theCatalogueNeverTakesMoreThanItsBound() {
        long bound = 4 << 20;
        ItemCatalog small = new ItemCatalog(bound, true);
        load(small, ITEMS, 0);

        assertThat(small.bytes()).isBetween(bound / 2, bound);
        assertThat(small.refused()).isEqualTo(ITEMS - small.size());
        assertThat(small.facts("sku-0-1")).as("what was there stays").isPresent();
        small.remove("sku-0-1");
        assertThat(small.facts("sku-0-1")).isEmpty();
    }

    @Test
    void moreNamesOfAttributesThanThereMayBeAreRefused() {
        for (int name = 0; name < ItemCatalog.MAX_ATTRIBUTES; name++) {
            assertThat(catalog.put("i" + name, having("a" + name))).isTrue();
        }
        assertThat(catalog.put("other", having("b"))).isFalse();
        catalog.remove("i7");
        assertThat(catalog.put("other", having("b"))).isTrue();
    }

    private static ItemFacts having(String attribute) {
        return new ItemFacts(
                true, Optional.empty(), Map.of(attribute, new Text("x")), Optional.empty(), Optional.empty(), 1);
    }

    private static void load(ItemCatalog into, int items, int round) {
        for (int item = 0; item < items; item++) {
            into.put(
                    "sku-" + round + "-" + item,
                    new ItemFacts(
                            item % 9 != 0,
                            Optional.of("blue rain jacket number " + item),
                            Map.of(
                                    "category", new Text("category " + item % 500),
                                    "price", new Amount(item / 100.0),
                                    "tags", new Texts(List.of("tag " + item % 30, "tag " + item % 7))),
                            Optional.empty(),
                            item % 5 == 0 ? Optional.of(Instant.ofEpochSecond(1_800_000_000L)) : Optional.empty(),
                            item % 3 == 0 ? 2 : 1));
        }
    }

    /** Right after a collection: what threads have set apart for themselves since is megabytes. */
    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /** @param facts empty if the item is removed */
    record Change(String id, Optional<ItemFacts> facts) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> words = Arbitraries.of("a", "b", "c", "ä", "");
        Arbitrary<AttributeValue> values = Arbitraries.oneOf(
                words.map(Text::new),
                Arbitraries.of(0.0, -0.0, 1.5, -3.0, 1e300).map(Amount::new),
                words.list().ofMaxSize(3).map(Texts::new));
        Arbitrary<ItemFacts> facts = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of("title", "ein Titel", "ü".repeat(500)).optional(),
                        Arbitraries.maps(Arbitraries.of("x", "y", "z"), values).ofMaxSize(3),
                        Arbitraries.of(0.001, 1.0, 2.0, 1_000.0))
                .as((available, title, attributes, boost) ->
                        new ItemFacts(available, title, attributes, Optional.empty(), Optional.empty(), boost));
        return Combinators.combine(Arbitraries.integers().between(0, 40).map(id -> "item" + id), facts.optional())
                .as(Change::new)
                .list()
                .ofMaxSize(200);
    }

    /** As a person writes it. */
    private static String shortest(double boost) {
        return Double.toString(Double.parseDouble(Float.toString((float) boost)));
    }
}
