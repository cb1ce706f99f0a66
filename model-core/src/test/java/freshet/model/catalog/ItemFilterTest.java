package freshet.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.catalog.AttributeValue.Amount;
import freshet.model.catalog.AttributeValue.Text;
import freshet.model.catalog.AttributeValue.Texts;
import freshet.model.catalog.ItemFilter.Comparison;
import freshet.model.catalog.ItemFilter.Condition;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFilterTest {

    @Test
    void aTextSaysConditionsThatMustAllHold() {
        assertThat(ItemFilter.of("category = jacket|coat ,price<=80,\"odd, name\"!=\"a\"\"b\""))
                .isEqualTo(new ItemFilter(List.of(
                        new Condition("category", Comparison.AMONG, Set.of("jacket", "coat"), List.of()),
                        new Condition("price", Comparison.AT_MOST, Set.of("80"), List.of(80.0)),
                        new Condition("odd, name", Comparison.NOT_AMONG, Set.of("a\"b"), List.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "''; lacks the name of an attribute at character 1",
                "category; has no comparison behind category at character 9",
                "category=; lacks a value at character 10",
                "category=a|; lacks a value at character 12",
                "category=a,; lacks the name of an attribute at character 12",
                "category=\"a; has a quote without an end",
                "category=\"a\"b; has b behind a value at character 13",
                "price<cheap; compares price by < with cheap, which is not one number",
                "price<1|2; compares price by < with 1|2, which is not one number",
                "price<1<2; has < behind a value",
            })
    void aFaultIsNamedWithItsPlace(String text, String fault) {
        assertThatThrownBy(() -> ItemFilter.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault)
                .hasMessageContaining("; write for example category=jacket|coat, price<=80, tags!=sale");
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(ItemFilter.of(text).conditions()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("the filter ");
        }
    }

    /** The reference looks at each item's attributes as they were put. */
    @Property(tries = 500)
    void theCatalogueFindsWhatEachItemSays(
            @ForAll("items") List<Map<String, AttributeValue>> items, @ForAll("filters") String text) {
        ItemFilter filter = ItemFilter.of(text);
        ItemCatalog catalog = new ItemCatalog(Long.MAX_VALUE, true);
        Map<String, Map<String, AttributeValue>> known = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            String id = "i" + i % 30; // some are put again
            catalog.put(id, new ItemFacts(true, Optional.empty(), items.get(i), Optional.empty(), Optional.empty(), 1));
            known.put(id, items.get(i));
        }
        BitSet passing = catalog.passing(filter);
        int expected = 0;
        for (Map.Entry<String, Map<String, AttributeValue>> item : known.entrySet()) {
            boolean passes = filter.conditions().stream().allMatch(condition -> holds(condition, item.getValue()));
            ItemRule rule = catalog.rule(item.getKey(), Optional.of(filter));
            assertThat(rule.passes()).as(item + " by " + text).isEqualTo(passes);
            assertThat(passing.get(rule.item())).isEqualTo(passes);
            expected += passes ? 1 : 0;
        }
        assertThat(passing.cardinality()).isEqualTo(expected);
        assertThat(catalog.rule("unknown", Optional.of(filter)).passes())
                .isEqualTo(filter.conditions().stream().allMatch(condition -> holds(condition, Map.of())));
    }

    private static boolean holds(Condition condition, Map<String, AttributeValue> item) {
        AttributeValue value = item.get(condition.attribute());
        boolean among = value instanceof Text text && condition.texts().contains(text.text())
                || value instanceof Texts list && list.texts().stream().anyMatch(condition.texts()::contains)
                || value instanceof Amount number
                        && condition.amounts().stream().anyMatch(amount -> amount == number.amount());
        return switch (condition.comparison()) {
            case AMONG -> among;
            case NOT_AMONG -> !among;
            case BELOW ->
                value instanceof Amount number
                        && number.amount() < condition.amounts().get(0);
            case AT_MOST ->
                value instanceof Amount number
                        && number.amount() <= condition.amounts().get(0);
            case ABOVE ->
                value instanceof Amount number
                        && number.amount() > condition.amounts().get(0);
            case AT_LEAST ->
                value instanceof Amount number
                        && number.amount() >= condition.amounts().get(0);
        };
    }

    @Provide
    Arbitrary<List<Map<String, AttributeValue>>> items() {
        Arbitrary<String> words = Arbitraries.of("a", "b", "c", "1", "2");
        Arbitrary<AttributeValue> values = Arbitraries.oneOf(
                words.map(Text::new),
                Arbitraries.of(0.0, -0.0, 1.0, 2.0, 2.5).map(Amount::new),
                words.list().ofMaxSize(3).map(Texts::new));
        return Arbitraries.maps(Arbitraries.of("x", "y"), values)
                .ofMaxSize(2)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.of(
                        "x=a",
                        "x=a|1",
                        "y!=b",
                        "x<2",
                        "y>=1",
                        "x!=0",
                        "x=0",
                        "y>0",
                        "y<=2.5",
                        "x!=a|b|2",
                        "z=a",
                        "z!=a")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(conditions -> String.join(",", conditions));
    }
}
