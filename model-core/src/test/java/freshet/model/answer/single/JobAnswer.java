package freshet.model.answer.single;

import freshet.model.RankedItems;
import freshet.model.answer.AnswerStages;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.answer.WithheldIds;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job answers to a session.
 *
 * @param source of the items
 * @param items probabilities by item, best first
 */
record JobAnswer(AnswerSource source, Map<String, Float> items) {

    /** Events come a millisecond apart; all items that may be recommended are asked for. */
    static JobAnswer of(
            ServedModel served,
            SessionRules rules,
            ExcludeRule exclude,
            Collection<String> withheld,
            List<String> session) {
        WithheldIds ids = new WithheldIds();
        withheld.forEach(item -> ids.set(item, true));
        SessionState state = new SessionState();
        for (int i = 0; i < session.size(); i++) {
            state.admit(ItemEvent.view(session.get(i), i), rules, Long.MIN_VALUE);
        }
        int k = served.model().vocabulary().size();
        try (SessionAnswerer answerer =
                new SessionAnswerer(served, rules, 1, k, exclude, ids, AnswerStages.UNWATCHED)) {
            answerer.answer(List.of(state));
            RankedItems ranked = answerer.ranked(0);
            int slot = answerer.slot(0);
            Map<String, Float> items = new LinkedHashMap<>();
            for (int rank = 0; rank < ranked.count(slot); rank++) {
                items.put(served.model().vocabulary().item(ranked.row(slot, rank)), ranked.probability(slot, rank));
            }
            return new JobAnswer(answerer.source(0), items);
        }
    }

    /** The item at the head. */
    String best() {
        return items.keySet().iterator().next();
    }
}
