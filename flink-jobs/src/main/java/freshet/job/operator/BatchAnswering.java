package freshet.job.operator;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.serving.ServedModel;
import freshet.model.serving.SessionAnswerer;
import freshet.model.session.Admission;
import freshet.model.session.ItemEvent;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers a batch: offers each event to its session's state, asks the model about the sessions that took one, keeps the
 * states, and gives out one recommendation or one rejection per event. For one thread.
 */
final class BatchAnswering {
    private final SessionRules rules;
    private final SessionStates states;
    private final Recommendations recommendations;
    private final AnswerOutput output;
    private final AnswerCounts counts;
    private final StageClock clock;
    private final List<Asked> asked = new ArrayList<>(); // of the round at hand
    private final List<SessionState> sessions = new ArrayList<>(); // the states of those

    BatchAnswering(
            SessionRules rules,
            SessionStates states,
            Recommendations recommendations,
            AnswerOutput output,
            AnswerCounts counts,
            StageClock clock) {
        this.rules = rules;
        this.states = states;
        this.recommendations = recommendations;
        this.output = output;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Answers every event of the batch, round by round.
     *
     * @param model answers; empty while no model has arrived
     * @param watermark event time up to which all events are held to have arrived, milliseconds
     */
    void answer(EventBatch batch, Optional<SessionAnswerer> model, long watermark) throws IOException {
        counts.batch(batch.size());
        clock.start();
        for (List<AcceptedEvent> round : batch.rounds()) {
            for (AcceptedEvent event : round) {
                admit(event, watermark);
            }
            clock.end(Stage.STATE);
            if (model.isPresent()) {
                ask(model.get());
            } else {
                asked.forEach(this::answerNone);
            }
            clock.end(Stage.EMIT);
            for (Asked one : asked) {
                keep(one);
            }
            clock.end(Stage.STATE);
            asked.clear();
            sessions.clear();
        }
        for (int i = 0; i < batch.size(); i++) {
            counts.waited(clock.lastEnd() - batch.arrival(i));
        }
    }

    private void admit(AcceptedEvent event, long watermark) throws IOException {
        Optional<SessionState> kept = states.read(event.sessionId());
        SessionState state = kept.map(this::fitted).orElseGet(SessionState::new);
        Admission admission = state.admit(event.event(), rules, watermark);
        switch (admission) {
            case ACCEPTED -> {
                judgeLastAnswer(event.event(), state);
                asked.add(new Asked(
                        event,
                        state,
                        kept.isEmpty(),
                        state.sessionLength(rules),
                        state.lastAnswer().modelVersion()));
                sessions.add(state);
            }
            case DUPLICATE -> reject(RejectionWords.duplicate(event));
            case LATE -> reject(RejectionWords.late(event, state));
        }
    }

    private void judgeLastAnswer(ItemEvent event, SessionState state) {
        LastAnswer last = state.lastAnswer();
        if (last.isGiven() && state.continuesWith(event, rules)) {
            counts.judged(last.modelVersion(), last.rank(event.itemId()));
        }
    }

    /** A job may be restored with a smaller window: then only the newest events are retained, and none are folded. */
    private SessionState fitted(SessionState kept) {
        List<ItemEvent> history = kept.history();
        int surplus = history.size() - rules.maxItems();
        if (surplus <= 0) {
            return kept;
        }
        SessionState newest = new SessionState(history.subList(surplus, history.size()), 0, new float[0], 0);
        newest.lastAnswer().set(kept.lastAnswer());
        return newest;
    }

    private void ask(SessionAnswerer model) {
        if (sessions.isEmpty()) {
            return;
        }
        countRefolds(model);
        countUnknownItems(model.served().model().vocabulary());
        model.answer(sessions, (session, source, ranked, slot) -> {
            Asked one = asked.get(session);
            remember(one.state.lastAnswer(), model.served(), ranked, slot);
            recommend(one.event, recommendations.of(one.event, one.position, model.served(), source, ranked, slot));
        });
    }

    private void answerNone(Asked one) {
        one.state.lastAnswer().clear();
        recommend(one.event, recommendations.none(one.event, one.position));
    }

    private static void remember(LastAnswer answer, ServedModel served, RankedItems ranked, int slot) {
        answer.begin(served.version());
        int items = Math.min(ranked.count(slot), LastAnswer.MOST_ITEMS);
        for (int rank = 0; rank < items; rank++) {
            answer.add(served.model().vocabulary().item(ranked.row(slot, rank)));
        }
    }

    private void countUnknownItems(Vocabulary vocabulary) {
        for (Asked one : asked) {
            if (vocabulary.row(one.event.event().itemId()).isEmpty()) {
                counts.unknownItem();
            }
        }
    }

    private void countRefolds(SessionAnswerer model) {
        if (model.hasVectors()) {
            for (Asked one : asked) {
                if (one.position > 1 && one.state.covered(model.served().version()) == 0) {
                    counts.refolded();
                }
            }
        }
    }

    private void keep(Asked one) throws IOException {
        String session = one.event.sessionId();
        long answeredBy = one.state.lastAnswer().modelVersion();
        if (one.opened) {
            counts.sessionOpened(session, answeredBy);
            states.open(session, one.state);
        } else {
            if (one.answeredBefore != answeredBy) {
                counts.sessionPassed(session, one.answeredBefore, answeredBy);
            }
            states.update(session, one.state);
        }
    }

    private void recommend(AcceptedEvent event, Recommendation recommendation) {
        long emitted = recommendation.getEmittedAt().toEpochMilli();
        counts.answered(recommendation.getSource(), emitted - event.recordMillis());
        output.recommend(recommendation);
    }

    private void reject(Rejection rejection) {
        counts.rejected(rejection.event().getReason());
        output.reject(rejection);
    }

    /**
     * An event that its session took.
     *
     * @param opened nothing was kept of the session before
     * @param position events of the session, this one included
     * @param answeredBefore the version that gave its answer before, 0 if none did
     */
    private record Asked(AcceptedEvent event, SessionState state, boolean opened, int position, long answeredBefore) {}
}
