package freshet.model.evaluation;

import freshet.model.data.LoggedEvent;
import freshet.model.serving.ServedModel;
import freshet.model.serving.SessionAnswerer;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a model on a recorded log exactly as the job would answer it: every event of every session is folded and answered, and
 * every answer is judged against the next event of the same session, all items ranked. Sessions, repetitions, the retained window
 * and unknown items follow {@link SessionState}, so that the figures equal those counted on the recommendations topic.
 */
public final class Evaluator {
    private static final int BATCH = 64;

    private final ServedModel model;
    private final SessionRules rules;
    private final int k;

    /** @param k ranks that count, for example 20 */
    public Evaluator(ServedModel model, SessionRules rules, int k) {
        this.model = model;
        this.rules = rules;
        this.k = k;
    }

    /**
     * Plays all events, many sessions at a time.
     *
     * @param log events in any order
     */
    public Evaluation evaluate(Collection<LoggedEvent> log) {
        Iterator<List<ItemEvent>> waiting = byKey(log).values().iterator();
        EvaluationCounts counts = new EvaluationCounts(k);
        List<SessionPlay> playing = new ArrayList<>(BATCH);
        List<SessionState> states = new ArrayList<>(BATCH);
        try (SessionAnswerer answerer = new SessionAnswerer(model, rules, BATCH, k)) {
            do {
                while (playing.size() < BATCH && waiting.hasNext()) {
                    playing.add(new SessionPlay(waiting.next(), rules, k));
                }
                playing.removeIf(play -> !play.advance(model.model().vocabulary(), counts));
                states.clear();
                playing.forEach(play -> states.add(play.state()));
                answerer.answer(states, (session, source, ranked, slot) -> playing.get(session)
                        .answered(ranked, slot));
            } while (!playing.isEmpty() || waiting.hasNext());
        }
        return counts.result();
    }

    private static Map<String, List<ItemEvent>> byKey(Collection<LoggedEvent> log) {
        Map<String, List<ItemEvent>> byKey = new LinkedHashMap<>();
        for (LoggedEvent logged : log) {
            byKey.computeIfAbsent(logged.sessionId(), key -> new ArrayList<>()).add(logged.event());
        }
        byKey.values().forEach(events -> events.sort(ItemEvent.ORDER));
        return byKey;
    }
}
