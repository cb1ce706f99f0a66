package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import freshet.model.PopularItems;
import freshet.model.RankedItems;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No answer is empty while items may be recommended: every kind of model, every way to score. */
class NeverEmptyAnswerTest {
    private static final int ITEMS = 24;
    private static final int K = 5;
    private static final int BATCH = 6;
    private static final int ROUNDS = 60;
    private static final SessionRules RULES = new SessionRules(1_000, 4);

    static Stream<Arguments> models() {
        List<Arithmetic> ways = List.of(
                new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
                new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
                new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));
        return KindExample.ofEveryKind(8, ITEMS, 8).stream()
                .flatMap(bundle -> ways.stream().map(way -> arguments(bundle, way)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void itemsThatMayBeRecommendedAreRecommended(ModelBundle bundle, Arithmetic way) {
        Random random = new Random(5);
        for (ExcludeRule rule : ExcludeRule.values()) {
            WithheldIds withheld = new WithheldIds();
            try (ServedModel served = served(bundle, way);
                    SessionAnswerer answerer =
                            new SessionAnswerer(served, RULES, BATCH, K, rule, withheld, AnswerStages.UNWATCHED)) {
                for (int round = 0; round < ROUNDS; round++) {
                    withholdAllBut(random.nextInt(4), withheld, random);
                    List<SessionState> sessions = sessions(random);
                    answerer.answer(sessions);
                    for (int i = 0; i < sessions.size(); i++) {
                        assertFilled(answerer, i, allowed(sessions.get(i), rule, withheld));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void popularItemsComeOnlyWhereTheModelRanksNone(ModelBundle bundle, Arithmetic way) {
        Random random = new Random(6);
        WithheldIds withheld = new WithheldIds();
        try (ServedModel served = served(bundle, way);
                SessionAnswerer answerer = new SessionAnswerer(
                        served, RULES, BATCH, ITEMS, ExcludeRule.CURRENT, withheld, AnswerStages.UNWATCHED)) {
            for (int round = 0; round < ROUNDS; round++) {
                withholdAllBut(random.nextInt(ITEMS), withheld, random);
                List<SessionState> sessions = sessions(random);
                List<Set<String>> ranked = ranked(served, sessions);
                answerer.answer(sessions);
                for (int i = 0; i < sessions.size(); i++) {
                    Set<String> left = new HashSet<>(ranked.get(i));
                    left.retainAll(allowed(sessions.get(i), ExcludeRule.CURRENT, withheld));
                    assertThat(answerer.source(i))
                            .isEqualTo(left.isEmpty() ? AnswerSource.POPULAR : AnswerSource.MODEL);
                    if (!left.isEmpty()) {
                        assertThat(items(answerer, i)).containsExactlyInAnyOrderElementsOf(left);
                    }
                }
            }
        }
    }

    /** What the model itself ranks for each session, with nothing kept out. */
    private static List<Set<String>> ranked(ServedModel served, List<SessionState> sessions) {
        List<Set<String>> ranked = new ArrayList<>();
        try (SessionAnswerer all = new SessionAnswerer(served, RULES, BATCH, ITEMS)) {
            all.answer(sessions);
            for (int i = 0; i < sessions.size(); i++) {
                ranked.add(all.source(i) == AnswerSource.MODEL ? new HashSet<>(items(all, i)) : Set.of());
            }
        }
        return ranked;
    }

    private static void assertFilled(SessionAnswerer answerer, int session, List<String> allowed) {
        List<String> items = items(answerer, session);
        if (allowed.isEmpty()) {
            assertThat(items).isEmpty();
        } else {
            assertThat(items).isNotEmpty().isSubsetOf(allowed).doesNotHaveDuplicates();
        }
        if (answerer.source(session) == AnswerSource.POPULAR) {
            assertThat(items).isEqualTo(allowed.stream().limit(K).toList());
            assertShares(answerer, session, allowed.size() <= K);
        }
    }

    private static void assertShares(SessionAnswerer answerer, int session, boolean whole) {
        RankedItems ranked = answerer.ranked(session);
        int slot = answerer.slot(session);
        double sum = IntStream.range(0, ranked.count(slot))
                .mapToDouble(rank -> ranked.probability(slot, rank))
                .sum();
        if (whole && ranked.count(slot) > 0) {
            assertThat(sum).isCloseTo(1, within(1e-6));
        } else {
            assertThat(sum).isLessThan(1);
        }
    }

    /** The items that a session may get, most popular first: the supports fall with the rows. */
    private static List<String> allowed(SessionState session, ExcludeRule rule, WithheldIds withheld) {
        List<String> own =
                session.session(RULES).stream().map(ItemEvent::itemId).toList();
        Set<String> excluded =
                switch (rule) {
                    case NONE -> Set.of();
                    case CURRENT -> Set.of(own.get(own.size() - 1));
                    case SEEN -> Set.copyOf(own);
                };
        return IntStream.range(0, ITEMS)
                .mapToObj(row -> "i" + row)
                .filter(item -> !withheld.contains(item) && !excluded.contains(item))
                .toList();
    }

    private static void withholdAllBut(int left, WithheldIds withheld, Random random) {
        Set<Integer> kept = new HashSet<>();
        while (kept.size() < left) {
            kept.add(random.nextInt(ITEMS));
        }
        IntStream.range(0, ITEMS).forEach(row -> withheld.set("i" + row, !kept.contains(row)));
    }

    private static List<SessionState> sessions(Random random) {
        return IntStream.range(0, BATCH)
                .mapToObj(session -> {
                    SessionState state = new SessionState();
                    int events = 1 + random.nextInt(RULES.maxItems());
                    for (int time = 0; time < events; time++) {
                        String item = random.nextInt(5) == 0 ? "unheard-of" : "i" + random.nextInt(ITEMS);
                        state.admit(ItemEvent.view(item, time), RULES, Long.MIN_VALUE);
                    }
                    return state;
                })
                .toList();
    }

    private static List<String> items(SessionAnswerer answerer, int session) {
        RankedItems ranked = answerer.ranked(session);
        int slot = answerer.slot(session);
        return IntStream.range(0, ranked.count(slot))
                .mapToObj(rank -> answerer.served().model().vocabulary().item(ranked.row(slot, rank)))
                .toList();
    }

    private static ServedModel served(ModelBundle bundle, Arithmetic way) {
        long[] support = IntStream.range(0, ITEMS).mapToLong(row -> ITEMS - row).toArray();
        return new ServedModel(1, TinyBundles.build(bundle, way), new PopularItems(support));
    }
}
