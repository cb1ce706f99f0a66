package freshet.model.answer.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.answer.ExcludeRule;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of model goes on with a session by the answers that the job would give. */
class ContinuationTest {
    private static final int ITEMS = 24;
    private static final int LENGTH = 12;
    private static final long TIME = 0; // about that of the events of a JobAnswer
    private static final SessionRules RULES = SessionRules.DEFAULT;
    private static final List<String> SESSION = List.of("i3", "unheard-of", "i7", "i3", "i11");

    static List<ModelBundle> bundles() {
        return KindExample.ofEveryKind(8, ITEMS, 6);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void withoutRepeatsEachItemIsTheBestThatIsNotSeen(ModelBundle bundle) {
        try (ServedModel served = TinyBundles.served(bundle, 1)) {
            assertBestOf(served, ExcludeRule.SEEN, continued(served, ItemChoice.mostLikely(), false));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void withRepeatsEachItemIsTheBestOfAll(ModelBundle bundle) {
        try (ServedModel served = TinyBundles.served(bundle, 1)) {
            assertBestOf(served, ExcludeRule.NONE, continued(served, ItemChoice.mostLikely(), true));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void itEndsWhereEveryItemHasCome(ModelBundle bundle) {
        try (ServedModel served = TinyBundles.served(bundle, 1);
                Continuation continuation = new Continuation(served, RULES, TIME, ItemChoice.sampled(1, 5), false)) {
            assertThat(continuation.after(SESSION, 2 * ITEMS))
                    .extracting(ContinuedItem::itemId)
                    .doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(SESSION)
                    .hasSize(ITEMS - 3);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aSeedGivesTheSameItemsAgain(ModelBundle bundle) {
        try (ServedModel served = TinyBundles.served(bundle, 1)) {
            List<ContinuedItem> once = continued(served, ItemChoice.sampled(1, 5), false);
            assertThat(continued(served, ItemChoice.sampled(1, 5), false)).isEqualTo(once);
            assertThat(IntStream.range(6, 16)
                            .mapToObj(seed -> continued(served, ItemChoice.sampled(1, seed), false))
                            .distinct())
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void onlyTheNewestItemsAreRetained() {
        SessionRules three = new SessionRules(SessionRules.NO_GAP, 3);
        List<String> retained = List.of("i7", "i3", "i11");
        List<String> longer = new ArrayList<>(List.of("i5", "i20"));
        longer.addAll(retained);
        try (ServedModel served = TinyBundles.served(TinyBundles.gru(4, ITEMS, 6), 1);
                Continuation repeating = new Continuation(served, three, TIME, ItemChoice.mostLikely(), true);
                Continuation once = new Continuation(served, three, TIME, ItemChoice.mostLikely(), false)) {
            assertThat(repeating.after(longer, LENGTH)).isEqualTo(repeating.after(retained, LENGTH));
            assertThat(once.after(longer, ITEMS))
                    .extracting(ContinuedItem::itemId)
                    .hasSize(ITEMS - 5)
                    .doesNotContainAnyElementsOf(longer);
        }
    }

    private static List<ContinuedItem> continued(ServedModel served, ItemChoice choice, boolean repeats) {
        try (Continuation continuation = new Continuation(served, RULES, TIME, choice, repeats)) {
            return continuation.after(SESSION, LENGTH);
        }
    }

    private static void assertBestOf(ServedModel served, ExcludeRule exclude, List<ContinuedItem> next) {
        assertThat(next).hasSize(LENGTH);
        List<String> session = new ArrayList<>(SESSION);
        for (ContinuedItem item : next) {
            JobAnswer job = JobAnswer.of(served, RULES, exclude, List.of(), session);
            assertThat(item.itemId()).isEqualTo(job.best());
            assertThat(item.source()).isEqualTo(job.source());
            assertThat(item.probability()).isCloseTo(job.items().get(job.best()), within(1e-6f));
            session.add(item.itemId());
        }
    }
}
