package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.RankedItems;
import freshet.model.catalog.AttributeValue.Text;
import freshet.model.catalog.ItemCatalog;
import freshet.model.catalog.ItemFacts;
import freshet.model.catalog.ValueLimit;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LimitedAnswersTest {
    private static final SessionRules RULES = new SessionRules(1_000_000, 5);
    private static final int ITEMS = 400; // more than are ranked for a short answer

    /** The reference goes through the answer of all items. */
    @Property(tries = 60)
    void anAnswerIsThatOfGoingThroughAllItems(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int most,
            @ForAll @IntRange(min = 1, max = 30) int k) {
        Random random = new Random(seed);
        WithheldIds withheld = new WithheldIds();
        ItemCatalog catalog = new ItemCatalog(1 << 30, false);
        int values = 1 + random.nextInt(30);
        Map<String, String> categories = new HashMap<>();
        for (int item = 0; item < ITEMS; item++) {
            if (random.nextInt(ITEMS) > 3) { // a few are of no category
                categories.put("i" + item, "c" + random.nextInt(values));
                catalog.put(
                        "i" + item,
                        new ItemFacts(
                                true,
                                Optional.empty(),
                                Map.of("category", new Text(categories.get("i" + item))),
                                Optional.empty(),
                                Optional.empty(),
                                item % 50 == 0 ? 20 : 1));
            }
            withheld.set("i" + item, random.nextInt(5) == 0);
        }
        List<SessionState> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SessionState session = new SessionState();
            session.admit(
                    ItemEvent.view(i == 1 ? "unknown" : "i" + random.nextInt(ITEMS), 1_000), RULES, Long.MIN_VALUE);
            sessions.add(session);
        }
        ItemRules free = new ItemRules(withheld, catalog, Optional.empty(), InstantSource.system());
        ItemRules bound = new ItemRules(
                withheld,
                catalog,
                Optional.empty(),
                Optional.of(new ValueLimit("category", most)),
                Optional.empty(),
                InstantSource.system());
        try (ServedModel served = TinyBundles.served(TinyBundles.gru(3, ITEMS, 8), 5);
                SessionAnswerer all = answerer(served, ITEMS, free);
                SessionAnswerer limited = answerer(served, k, bound)) {
            all.answerBeside(sessions);
            limited.answerBeside(sessions);
            for (int session = 0; session < sessions.size(); session++) {
                assertThat(items(limited, session)).isEqualTo(greedy(items(all, session), categories, most, k));
            }
        }
    }

    private static SessionAnswerer answerer(ServedModel served, int k, ItemRules rules) {
        return new SessionAnswerer(served, RULES, 4, k, ExcludeRule.SEEN, rules, AnswerStages.UNWATCHED);
    }

    private static List<String> items(SessionAnswerer by, int session) {
        RankedItems ranked = by.ranked(session);
        int slot = by.slot(session);
        List<String> items = new ArrayList<>();
        for (int rank = 0; rank < ranked.count(slot); rank++) {
            items.add(by.served().model().vocabulary().item(ranked.row(slot, rank)) + " "
                    + String.format(Locale.ROOT, "%.4f", ranked.probability(slot, rank)));
        }
        return items;
    }

    private static List<String> greedy(List<String> all, Map<String, String> categories, int most, int k) {
        Map<String, Integer> taken = new HashMap<>();
        List<String> kept = new ArrayList<>();
        for (String item : all) {
            Optional<String> category = Optional.ofNullable(categories.get(item.substring(0, item.indexOf(' '))));
            if (kept.size() < k && (category.isEmpty() || taken.merge(category.get(), 1, Integer::sum) <= most)) {
                kept.add(item);
            }
        }
        return kept;
    }

    @Test
    void aLimitIsAnAttributeAndANumber() {
        assertThat(ValueLimit.of(" brand name = 12 ")).contains(new ValueLimit("brand name", 12));
        assertThat(ValueLimit.of("")).isEmpty();
        for (String wrong : List.of("category", "category=0", "=3", "category=-1", "category=10000", "category=1.5")) {
            assertThatThrownBy(() -> ValueLimit.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("for example category=3");
        }
    }
}
