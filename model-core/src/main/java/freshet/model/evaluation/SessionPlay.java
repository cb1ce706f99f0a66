package freshet.model.evaluation;

import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.session.Admission;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.Iterator;
import java.util.List;

/**
 * Plays the events of one session key, one at a time, and judges each answer against the event that came next in the same session.
 * For one thread.
 */
final class SessionPlay {
    private final Iterator<ItemEvent> events;
    private final SessionRules rules;
    private final SessionState state = new SessionState();
    private final int[] answer; // (k): rows, best first
    private int answered; // items in the answer to the last event, -1 before the first

    /** @param events all events of the key in {@link ItemEvent#ORDER} */
    SessionPlay(List<ItemEvent> events, SessionRules rules, int k) {
        this.events = events.iterator();
        this.rules = rules;
        this.answer = new int[k];
        this.answered = -1;
    }

    SessionState state() {
        return state;
    }

    /** Admits the next event that is no repetition and judges the answer before it; false if there is none left. */
    boolean advance(Vocabulary vocabulary, EvaluationCounts counts) {
        while (events.hasNext()) {
            ItemEvent event = events.next();
            boolean first = state.history().isEmpty();
            long previous = first ? 0 : state.lastEventTime();
            if (state.admit(event, rules, Long.MIN_VALUE) == Admission.ACCEPTED) {
                boolean continues = !first && rules.sameSession(previous, event.timeMillis());
                counts.accepted(continues, vocabulary.row(event.itemId()).isPresent());
                if (continues) {
                    counts.metrics().add(rank(vocabulary, event.itemId()));
                }
                return true;
            }
            counts.repeated();
        }
        return false;
    }

    void answered(RankedItems ranked, int slot) {
        answered = ranked.count(slot);
        for (int rank = 0; rank < answered; rank++) {
            answer[rank] = ranked.row(slot, rank);
        }
    }

    private int rank(Vocabulary vocabulary, String item) {
        int row = vocabulary.row(item).orElse(-1);
        for (int rank = 0; rank < answered; rank++) {
            if (answer[rank] == row) {
                return rank;
            }
        }
        return RankingMetrics.MISS;
    }
}
