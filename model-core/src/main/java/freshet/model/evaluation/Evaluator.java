package freshet.model.evaluation;

import freshet.model.answer.AnswerStages;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.WithheldIds;
import freshet.model.data.LoggedEvent;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Evaluates a model on a recorded log as the job would answer it: every event that has another one
 * behind it in its session is answered, and the answer judged against that one, all items ranked.
 * Sessions, repetitions, the retained window and unknown items follow {@link SessionState}, so that
 * under {@link TieRule#SERVED} the figures equal those counted on the recommendations topic.
 */
public final class Evaluator {
    private static final int BATCH = 128; // wide matrix products cost less per session

    private final ServedModel model;
    private final SessionRules rules;
    private final EvaluationSettings settings;

    public Evaluator(ServedModel model, SessionRules rules, EvaluationSettings settings) {
        this.model = model;
        this.rules = rules;
        this.settings = settings;
    }

    /** Evaluates what the job would answer at one K, for example 20. */
    public Evaluator(ServedModel model, SessionRules rules, int k) {
        this(model, rules, EvaluationSettings.at(k));
    }

    /**
     * Plays all events.
     *
     * @param log events in any order of time; those of equal time are played in this order
     */
    public Evaluation evaluate(Collection<LoggedEvent> log) {
        return evaluate(log, events -> {});
    }

    /**
     * Plays all events, many sessions at a time.
     *
     * @param log events in any order of time; those of equal time are played as they stand here
     * @param progress hears now and then how many events of the log have been taken up
     */
    public Evaluation evaluate(Collection<LoggedEvent> log, LongConsumer progress) {
        return play(SessionPlay.byKey(log).values().iterator(), progress);
    }

    /**
     * Plays sessions as they come, many at a time: no others are in memory.
     *
     * @param sessions the events of each, none of another one's key
     */
    public Evaluation play(Iterator<List<ItemEvent>> sessions) {
        return play(sessions, events -> {});
    }

    /**
     * Plays sessions as they come, many at a time: no others are in memory.
     *
     * @param waiting the events of each, none of another one's key
     * @param progress hears now and then how many events have been taken up
     */
    public Evaluation play(Iterator<List<ItemEvent>> waiting, LongConsumer progress) {
        EvaluationCounts counts = new EvaluationCounts(settings, model);
        List<SessionPlay> playing = new ArrayList<>(BATCH);
        try (SessionAnswerer answerer = answerer()) {
            do {
                while (playing.size() < BATCH && waiting.hasNext()) {
                    playing.add(open(waiting.next(), counts));
                }
                playing.removeIf(play -> !play.advance());
                List<SessionState> states =
                        playing.stream().map(SessionPlay::state).toList();
                if (settings.probabilities()) {
                    answerer.answer(states);
                    for (int session = 0; session < playing.size(); session++) {
                        counts.answered(playing.get(session), answerer.ranked(session), answerer.slot(session));
                    }
                }
                answerer.score(states, (session, scores) -> counts.predicted(playing.get(session), scores));
                progress.accept(counts.logged());
            } while (!playing.isEmpty() || waiting.hasNext());
        }
        return counts.result();
    }

    private SessionAnswerer answerer() {
        return new SessionAnswerer(
                model,
                rules,
                BATCH,
                settings.probabilities()
                        ? settings.longestList(model.model().vocabulary().size())
                        : 1,
                settings.excludeCurrent() ? ExcludeRule.CURRENT : ExcludeRule.NONE,
                new WithheldIds(),
                AnswerStages.UNWATCHED);
    }

    private SessionPlay open(List<ItemEvent> events, EvaluationCounts counts) {
        SessionPlay play = new SessionPlay(events, rules);
        counts.opened(play, events.size());
        return play;
    }
}
