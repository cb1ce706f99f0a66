package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionAnswererTest {
    private static final SessionRules RULES = new SessionRules(1_000, 4);
    private final ServedModel served = TinyBundles.served(TinyBundles.gru(3, 30, 8), 5);
    private final SessionAnswerer answerer = new SessionAnswerer(served, RULES, 8, 10);

    @AfterEach
    void close() {
        answerer.close();
        served.close();
    }

    @Test
    void foldingOneByOneEqualsFoldingFromTheStart() {
        SessionState growing = new SessionState();
        for (int i = 0; i < 4; i++) {
            admit(growing, "i" + (7 * i % 30), i);
            SessionState fresh = new SessionState(growing.history(), 0, new float[0], 0);
            assertThat(answer(growing)).isEqualTo(answer(fresh));
            assertThat(growing.hidden()).containsExactly(fresh.hidden());
        }
    }

    @Test
    void anItemOutsideTheVocabularyLeavesTheAnswerAsItWas() {
        SessionState session = new SessionState();
        admit(session, "i3", 0);
        String before = answer(session);
        admit(session, "unheard-of", 1);
        assertThat(answer(session)).isEqualTo(before);
        assertThat(session.session(RULES)).hasSize(2);
    }

    @Test
    void aSessionWithoutAKnownItemGetsThePopularItems() {
        SessionState session = new SessionState();
        admit(session, "unheard-of", 0);
        assertThat(answer(session)).startsWith("POPULAR i0:").contains(" i1:").contains(" i9:");
        assertThat(session.covered(5)).isZero();
    }

    @Test
    void anotherVersionFoldsTheHistoryFromTheStart() {
        SessionState session = new SessionState();
        admit(session, "i1", 0);
        admit(session, "i2", 1);
        answer(session);
        ServedModel newer = TinyBundles.served(TinyBundles.gru(4, 40, 16), 6);
        try (newer;
                SessionAnswerer other = new SessionAnswerer(newer, RULES, 8, 10)) {
            SessionState fresh = new SessionState(session.history(), 0, new float[0], 0);
            admit(session, "i35", 2);
            admit(fresh, "i35", 2);
            assertThat(answers(other, List.of(session))).isEqualTo(answers(other, List.of(fresh)));
            assertThat(session.hidden()).hasSize(16);
            assertThat(session.modelVersion()).isEqualTo(6);
        }
    }

    @Test
    void theCurrentOrAllSeenItemsAreNotRecommended() {
        List<String> history = List.of("i1", "unheard-of", "i2");
        for (ExcludeRule rule : ExcludeRule.values()) {
            SessionState session = new SessionState();
            try (SessionAnswerer all = excluding(rule, new WithheldIds())) {
                for (int i = 0; i < history.size(); i++) {
                    admit(session, history.get(i), i);
                }
                String answer = answers(all, List.of(session)).get(0);
                assertThat(answer.contains(" i1:")).isEqualTo(rule != ExcludeRule.SEEN);
                assertThat(answer.contains(" i2:")).isEqualTo(rule == ExcludeRule.NONE);
                assertThat(answer.split(" ")).hasSize(1 + 30 - rule.ordinal());
            }
        }
    }

    @Test
    void whereTheCurrentItemIsUnknownNoneIsExcluded() {
        SessionState session = new SessionState();
        admit(session, "i1", 0);
        admit(session, "unheard-of", 1);
        try (SessionAnswerer all = excluding(ExcludeRule.CURRENT, new WithheldIds())) {
            assertThat(answers(all, List.of(session)).get(0)).contains(" i1:");
        }
    }

    @Test
    void withheldItemsLeaveEveryAnswerAndComeBackWhenReleased() {
        WithheldIds withheld = new WithheldIds();
        SessionState known = new SessionState();
        SessionState unknown = new SessionState();
        admit(known, "i1", 0);
        admit(unknown, "unheard-of", 0);
        List<SessionState> sessions = List.of(known, unknown);
        try (SessionAnswerer all = excluding(ExcludeRule.NONE, withheld)) {
            List<String> before = answers(all, sessions);
            withheld.set("i0", true);
            withheld.set("i7", true);
            for (String answer : answers(all, sessions)) {
                assertThat(answer).doesNotContain(" i0:").doesNotContain(" i7:");
                assertThat(sum(answer)).as("shares among what is left").isCloseTo(1, within(0.01));
            }
            withheld.set("i0", false);
            assertThat(answers(all, sessions)).allMatch(answer -> answer.contains(" i0:") && !answer.contains(" i7:"));
            withheld.set("i7", false);
            assertThat(answers(all, sessions)).isEqualTo(before);
        }
    }

    @Test
    void whereEverythingIsWithheldAnswersAreEmpty() {
        WithheldIds withheld = new WithheldIds();
        served.model().vocabulary().items().forEach(item -> withheld.set(item, true));
        SessionState known = new SessionState();
        SessionState unknown = new SessionState();
        admit(known, "i1", 0);
        admit(unknown, "unheard-of", 0);
        try (SessionAnswerer none = excluding(ExcludeRule.SEEN, withheld)) {
            assertThat(answers(none, List.of(known, unknown))).containsExactly("POPULAR", "POPULAR");
        }
    }

    private static double sum(String answer) {
        return Arrays.stream(answer.split(" "))
                .skip(1)
                .mapToDouble(item -> Double.parseDouble(item.substring(item.indexOf(':') + 1)))
                .sum();
    }

    @Test
    void sessionsOfOneBatchAreAnsweredInOrder() {
        List<SessionState> sessions = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (String item : List.of("i1", "unheard-of", "i2")) {
            SessionState session = new SessionState();
            admit(session, item, 0);
            alone.add(answer(new SessionState(session.history(), 0, new float[0], 0)));
            sessions.add(session);
        }
        assertThat(answers(answerer, sessions)).isEqualTo(alone);
    }

    /** Wants every item that is not excluded. */
    private SessionAnswerer excluding(ExcludeRule rule, WithheldIds withheld) {
        return new SessionAnswerer(served, RULES, 8, 30, rule, withheld, AnswerStages.UNWATCHED);
    }

    private void admit(SessionState session, String item, long time) {
        session.admit(ItemEvent.view(item, time), RULES, Long.MIN_VALUE);
    }

    private String answer(SessionState session) {
        return answers(answerer, List.of(session)).get(0);
    }

    private static List<String> answers(SessionAnswerer answerer, List<SessionState> sessions) {
        List<String> answers = new ArrayList<>();
        answerer.answer(sessions);
        for (int session = 0; session < sessions.size(); session++) {
            RankedItems ranked = answerer.ranked(session);
            int slot = answerer.slot(session);
            StringBuilder text = new StringBuilder(answerer.source(session).name());
            for (int rank = 0; rank < ranked.count(slot); rank++) {
                text.append(' ')
                        .append(answerer.served().model().vocabulary().item(ranked.row(slot, rank)))
                        .append(String.format(":%.4f", ranked.probability(slot, rank)));
            }
            answers.add(text.toString());
        }
        return answers;
    }
}
