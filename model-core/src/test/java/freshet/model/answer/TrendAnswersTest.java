package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.catalog.AttributeValue;
import freshet.model.catalog.ItemCatalog;
import freshet.model.catalog.ItemFacts;
import freshet.model.catalog.ValueLimit;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.model.trend.CountedItem;
import freshet.model.trend.TrendingItems;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrendAnswersTest {
    private static final SessionRules RULES = new SessionRules(1_000, 4);
    private final ServedModel served = TinyBundles.served(TinyBundles.gru(3, 30, 8), 5);
    private final WithheldIds withheld = new WithheldIds();
    private final ItemCatalog catalog = new ItemCatalog(1 << 20, false);
    private final TrendingItems trends = new TrendingItems("category");

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void theCategorysListWeighsNineTenths() {
        fact("new-shoe", "shoe", 1);
        trends.tell(Optional.of("shoe"), List.of(new CountedItem("i20", 3), new CountedItem("i21", 1)));
        trends.tell(Optional.empty(), List.of(new CountedItem("i9", 6), new CountedItem("i20", 4)));
        assertThat(answers(4, Optional.empty(), session("new-shoe")))
                .containsExactly("i20 0.715", "i21 0.225", "i9 0.060", "i0 0.000");
    }

    @Test
    void withoutACategorysListThatOfAllItemsAnswers() {
        fact("new-hat", "hat", 1);
        trends.tell(Optional.empty(), List.of(new CountedItem("i9", 3), new CountedItem("i20", 1)));
        assertThat(answers(3, Optional.empty(), session("new-hat")))
                .containsExactly("i9 0.750", "i20 0.250", "i0 0.000");
        assertThat(answers(2, Optional.empty(), session("stray"))).containsExactly("i9 0.750", "i20 0.250");
    }

    @Test
    void theNewestItemWithACategorySaysWhichItIs() {
        fact("new-shoe", "shoe", 1);
        fact("new-hat", "hat", 1);
        trends.tell(Optional.of("shoe"), List.of(new CountedItem("i20", 1)));
        trends.tell(Optional.of("hat"), List.of(new CountedItem("i21", 1)));
        assertThat(answers(1, Optional.empty(), session("new-shoe", "new-hat", "stray")))
                .containsExactly("i21 1.000");
    }

    @Test
    void onlyWhatMayBeRecommendedCountsAndBoostsDo() {
        withheld.set("i9", true);
        fact("i21", "hat", 3);
        trends.tell(
                Optional.empty(),
                List.of(
                        new CountedItem("i9", 5),
                        new CountedItem("unheard-of", 4),
                        new CountedItem("i20", 2),
                        new CountedItem("i21", 2)));
        assertThat(answers(2, Optional.empty(), session("stray"))).containsExactly("i21 0.750", "i20 0.250");
    }

    @Test
    void aLimitLeavesTheBestOfEachValue() {
        fact("i20", "shoe", 1);
        fact("i21", "shoe", 1);
        trends.tell(
                Optional.empty(),
                List.of(new CountedItem("i20", 2), new CountedItem("i21", 1), new CountedItem("i9", 1)));
        assertThat(answers(2, Optional.of(new ValueLimit("category", 1)), session("stray")))
                .containsExactly("i20 0.500", "i9 0.250");
    }

    @Test
    void withoutListsAndForKnownItemsNothingChanges() {
        SessionState stray = session("stray");
        SessionState known = session("i3");
        try (SessionAnswerer answerer = answerer(3, Optional.empty())) {
            answerer.answer(List.of(stray, known));
            assertThat(items(answerer, 0)).startsWith("i0 0.065");
            assertThat(answerer.source(1)).isEqualTo(AnswerSource.MODEL);
            List<String> before = items(answerer, 1);
            trends.tell(Optional.empty(), List.of(new CountedItem("i9", 1)));
            answerer.answer(List.of(stray, known));
            assertThat(items(answerer, 0)).startsWith("i9 1.000");
            assertThat(items(answerer, 1)).isEqualTo(before);
            assertThat(answerer.source(0)).isEqualTo(AnswerSource.POPULAR);
            trends.tell(Optional.empty(), List.of());
            answerer.answer(List.of(known, stray));
            assertThat(items(answerer, 0)).isEqualTo(before);
            assertThat(items(answerer, 1)).startsWith("i0 0.065");
        }
    }

    @Test
    void probabilitiesOfAnAnswerAddUpToOne() {
        trends.tell(Optional.empty(), List.of(new CountedItem("i9", 0.3), new CountedItem("i8", 1e-9)));
        try (SessionAnswerer answerer = answerer(10, Optional.empty())) {
            answerer.answer(List.of(session("stray")));
            RankedItems ranked = answerer.ranked(0);
            double sum = 0;
            for (int rank = 0; rank < ranked.count(answerer.slot(0)); rank++) {
                sum += ranked.probability(answerer.slot(0), rank);
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    private List<String> answers(int k, Optional<ValueLimit> limit, SessionState session) {
        try (SessionAnswerer answerer = answerer(k, limit)) {
            answerer.answer(List.of(session));
            return items(answerer, 0);
        }
    }

    private SessionAnswerer answerer(int k, Optional<ValueLimit> limit) {
        ItemRules rules =
                new ItemRules(withheld, catalog, Optional.empty(), limit, Optional.of(trends), InstantSource.system());
        return new SessionAnswerer(served, RULES, 8, k, ExcludeRule.NONE, rules, AnswerStages.UNWATCHED);
    }

    private List<String> items(SessionAnswerer answerer, int place) {
        RankedItems ranked = answerer.ranked(place);
        int slot = answerer.slot(place);
        List<String> items = new ArrayList<>();
        for (int rank = 0; rank < ranked.count(slot); rank++) {
            items.add("%s %.3f"
                    .formatted(
                            served.model().vocabulary().item(ranked.row(slot, rank)), ranked.probability(slot, rank)));
        }
        return items;
    }

    private void fact(String item, String category, double boost) {
        catalog.put(
                item,
                new ItemFacts(
                        true,
                        Optional.empty(),
                        Map.of("category", new AttributeValue.Text(category)),
                        Optional.empty(),
                        Optional.empty(),
                        boost));
    }

    private static SessionState session(String... items) {
        SessionState session = new SessionState();
        for (int i = 0; i < items.length; i++) {
            session.admit(ItemEvent.view(items[i], 1_000 + i), RULES, Long.MIN_VALUE);
        }
        return session;
    }
}
