package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WithheldIdsTest {
    private final WithheldIds ids = new WithheldIds();

    @Test
    void aModelsRowsFollowTheIds() {
        ids.set("b", true);
        RuleRows rows = new ItemRules(ids).rows(new Vocabulary(List.of("a", "b", "c")));
        assertThat(withheld(rows)).containsExactly(1);
        ids.set("c", true);
        ids.set("b", false);
        assertThat(withheld(rows)).containsExactly(2);
        assertThat(ids.contains("c")).isTrue();
        assertThat(ids.size()).isEqualTo(1);
    }

    @Test
    void anItemThatNoModelKnowsIsWithheldFromTheNextOne() {
        RuleRows older = new ItemRules(ids).rows(new Vocabulary(List.of("a", "b")));
        ids.set("new", true);
        RuleRows newer = new ItemRules(ids).rows(new Vocabulary(List.of("b", "new", "a")));
        assertThat(withheld(older)).isEmpty();
        assertThat(withheld(newer)).containsExactly(1);
    }

    @Test
    void whatChangesNothingMakesNoNewSet() {
        RuleRows rows = new ItemRules(ids).rows(new Vocabulary(List.of("a", "b")));
        assertThat(rows.items()).isSameAs(WithheldItems.NONE);
        ids.set("a", true);
        WithheldItems first = rows.items();
        ids.set("a", true);
        ids.set("b", false);
        ids.set("unheard-of", true);
        assertThat(rows.items()).isSameAs(first);
        ids.set("a", false);
        assertThat(first.contains(0)).as("what was handed out stays").isTrue();
        assertThat(rows.items().isEmpty()).isTrue();
    }

    @Test
    void closedRowsFollowNoLonger() {
        RuleRows rows = new ItemRules(ids).rows(new Vocabulary(List.of("a")));
        rows.close();
        ids.set("a", true);
        assertThat(withheld(rows)).isEmpty();
    }

    @Test
    void rowsThatAreDerivedWhileTheIdsChangeEndAsTheIdsDo() {
        Vocabulary vocabulary =
                new Vocabulary(IntStream.range(0, 20_000).mapToObj(i -> "i" + i).toList());
        vocabulary.items().forEach(item -> ids.set(item, true));
        CompletableFuture<RuleRows> deriving = CompletableFuture.supplyAsync(() -> new ItemRules(ids).rows(vocabulary));
        int step = 0;
        do { // a prime stride meets every item
            ids.set("i" + step * 7919L % 20_000, step % 3 == 0);
            step++;
        } while (!deriving.isDone() || step < 30_000);
        List<Integer> expected = IntStream.range(0, 20_000)
                .filter(row -> ids.contains("i" + row))
                .boxed()
                .toList();
        assertThat(withheld(deriving.join())).isEqualTo(expected);
    }

    private static List<Integer> withheld(RuleRows rows) {
        List<Integer> withheld = new ArrayList<>();
        WithheldItems items = rows.items();
        for (int row = items.next(0); row >= 0; row = items.next(row + 1)) {
            withheld.add(row);
        }
        return withheld;
    }
}
