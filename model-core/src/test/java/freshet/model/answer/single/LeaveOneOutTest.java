package freshet.model.answer.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event weighs is the difference between two answers that the job would give. */
class LeaveOneOutTest {
    private static final int ITEMS = 24;
    private static final int COUNT = 6;
    private static final long TIME = 0; // about that of the events of a JobAnswer
    private static final SessionRules RULES = SessionRules.DEFAULT;
    private static final Offset<Float> NEAR = within(1e-6f);
    private static final List<String> SESSION = List.of("i3", "unheard-of", "i7", "i3", "i11");

    static List<ModelBundle> bundles() {
        return KindExample.ofEveryKind(8, ITEMS, 6);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void itemsAndWeightsAreThoseOfTheJobsAnswers(ModelBundle bundle) {
        for (ExcludeRule exclude : ExcludeRule.values()) {
            try (ServedModel served = TinyBundles.served(bundle, 1);
                    LeaveOneOut leaving = new LeaveOneOut(served, RULES, TIME, exclude, item -> false)) {
                JobAnswer whole = JobAnswer.of(served, RULES, exclude, List.of(), SESSION);
                Explanation explanation = leaving.explain(SESSION, COUNT);
                assertThat(explanation.source()).isEqualTo(whole.source());
                assertThat(explanation.items())
                        .extracting(ExplainedItem::itemId)
                        .isEqualTo(whole.items().keySet().stream().limit(COUNT).toList());
                Set<String> kept = kept(exclude);
                for (ExplainedItem item : explanation.items()) {
                    assertThat(item.probability()).isCloseTo(whole.items().get(item.itemId()), NEAR);
                    assertThat(item.events()).extracting(EventWeight::position).containsExactlyInAnyOrder(1, 3, 4, 5);
                    for (EventWeight event : item.events()) {
                        JobAnswer without = JobAnswer.of(served, RULES, ExcludeRule.NONE, kept, without(event));
                        assertThat(event.without()).isCloseTo(without.items().getOrDefault(item.itemId(), 0f), NEAR);
                        assertThat(event.weight()).isEqualTo(item.probability() - event.without());
                    }
                }
            }
        }
    }

    private static Set<String> kept(ExcludeRule exclude) {
        return switch (exclude) {
            case NONE -> Set.of();
            case CURRENT -> Set.of("i11");
            case SEEN -> new HashSet<>(SESSION);
        };
    }

    private static List<String> without(EventWeight event) {
        List<String> left = new ArrayList<>(SESSION);
        assertThat(left.remove(event.position() - 1)).isEqualTo(event.itemId());
        return left;
    }

    /**
     * Session popularity gives (n + s) / (length + 1) to an item that the session has n times, with
     * s its share of all events: here 4, 4, 3 and 3 of 14.
     */
    @Test
    void theWeightiestEventComesFirst() {
        try (ServedModel served = sessionPopularity();
                LeaveOneOut leaving = new LeaveOneOut(served, RULES, TIME, ExcludeRule.NONE, item -> false)) {
            List<ExplainedItem> items =
                    leaving.explain(List.of("i0", "i2", "i0"), 2).items();
            double share = 4 / 14.0;
            assertThat(items.get(0).itemId()).isEqualTo("i0");
            assertThat(items.get(0).events())
                    .extracting(EventWeight::position)
                    .containsExactly(3, 1, 2); // of equal weights the newest
            assertWeight(items.get(0).events().get(0), (2 + share) / 4 - (1 + share) / 3);
            assertWeight(items.get(0).events().get(2), (2 + share) / 4 - (2 + share) / 3);
            assertThat(items.get(1).itemId()).isEqualTo("i2");
            assertThat(items.get(1).events()).extracting(EventWeight::position).containsExactly(2, 3, 1);
        }
    }

    @Test
    void withoutItsOnlyKnownEventASessionGetsThePopularItems() {
        try (ServedModel served = sessionPopularity();
                LeaveOneOut leaving = new LeaveOneOut(served, RULES, TIME, ExcludeRule.NONE, item -> false)) {
            ExplainedItem best = leaving.explain(List.of("i3"), 1).items().get(0);
            assertThat(best.itemId()).isEqualTo("i3");
            assertWeight(best.events().get(0), (1 + 3 / 14.0) / 2 - 3 / 14.0);
        }
    }

    @Test
    void anEventBehindTheRetainedOnesHasNoWeight() {
        SessionRules two = new SessionRules(SessionRules.NO_GAP, 2);
        try (ServedModel served = sessionPopularity();
                LeaveOneOut leaving = new LeaveOneOut(served, two, TIME, ExcludeRule.NONE, item -> false)) {
            assertThat(leaving.explain(List.of("i0", "i1", "i2", "i3"), 1)
                            .items()
                            .get(0)
                            .events())
                    .extracting(EventWeight::position)
                    .containsExactlyInAnyOrder(3, 4);
        }
    }

    @Test
    void aSessionOfUnknownItemsIsAnsweredWithPopularOnes() {
        try (ServedModel served = sessionPopularity();
                LeaveOneOut leaving = new LeaveOneOut(served, RULES, TIME, ExcludeRule.NONE, item -> false)) {
            Explanation explanation = leaving.explain(List.of("unheard-of"), 2);
            assertThat(explanation.source()).isEqualTo(AnswerSource.POPULAR);
            assertThat(explanation.items())
                    .extracting(ExplainedItem::itemId, ExplainedItem::events)
                    .containsExactly(tuple("i0", List.of()), tuple("i1", List.of()));
        }
    }

    @Test
    void aWithheldItemIsNeitherRecommendedNorCounted() {
        try (ServedModel served = sessionPopularity();
                LeaveOneOut leaving =
                        new LeaveOneOut(served, RULES, TIME, ExcludeRule.NONE, Set.of("i0", "i1")::contains)) {
            Explanation explanation = leaving.explain(List.of("i0", "i2"), 9);
            assertThat(explanation.items()).extracting(ExplainedItem::itemId).containsExactly("i2", "i3");
            assertThat(explanation.items().get(0).probability()
                            + explanation.items().get(1).probability())
                    .isCloseTo(1, NEAR);
        }
    }

    @Test
    void anEmptySessionIsRefused() {
        try (ServedModel served = sessionPopularity();
                LeaveOneOut leaving = new LeaveOneOut(served, RULES, TIME, ExcludeRule.NONE, item -> false)) {
            assertThatThrownBy(() -> leaving.explain(List.of(), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the session has no event");
        }
    }

    private static void assertWeight(EventWeight event, double expected) {
        assertThat((double) event.weight()).isCloseTo(expected, within(1e-6));
    }

    private static ServedModel sessionPopularity() {
        return TinyBundles.served(
                TinyBundles.of("session-popularity", JsonNodeFactory.instance.objectNode(), 4, Map.of()), 1);
    }
}
