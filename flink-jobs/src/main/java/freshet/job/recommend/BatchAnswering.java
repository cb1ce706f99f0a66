package freshet.job.recommend;

import freshet.job.metrics.AnswerCounts;
import freshet.job.metrics.StageClock;
import freshet.job.metrics.StageClock.Stage;
import freshet.job.state.SessionStates;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.model.answer.SessionAnswerer;
import freshet.model.session.Admission;
import freshet.model.session.ItemEvent;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.serving.model.TrialSwitch.Arms;
import freshet.serving.trial.Arm;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers a batch: offers each event to its session's state, asks the model about the sessions that
 * took one, keeps the states, and gives out one recommendation or one rejection per event. While a
 * challenger is on trial, the sessions are divided between it and the champion. What this holds is
 * used again for every batch, so that an answer allocates nothing but what {@link Recommendations}
 * says. For one thread.
 */
final class BatchAnswering {
    private final SessionRules rules;
    private final SessionStates states;
    private final RoundAnswering answering;
    private final TrialAnswering trial;
    private final Consumer<Rejection> rejections;
    private final Consumer<AcceptedEvent> taken;
    private final AnswerCounts counts;
    private final StageClock clock;
    private final Round champions = new Round(); // without a trial all sessions are the champion's
    private final Round challengers = new Round();

    /**
     * @param answering answers a round
     * @param trial answers it while a challenger is on trial
     * @param rejections takes each event that its session turned away
     * @param taken takes each event that its session took, behind its answer
     */
    BatchAnswering(
            SessionRules rules,
            SessionStates states,
            RoundAnswering answering,
            TrialAnswering trial,
            Consumer<Rejection> rejections,
            Consumer<AcceptedEvent> taken,
            AnswerCounts counts,
            StageClock clock) {
        this.rules = rules;
        this.states = states;
        this.answering = answering;
        this.trial = trial;
        this.rejections = rejections;
        this.taken = taken;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Answers every event of the batch, round by round.
     *
     * @param model answers; empty while no model has arrived
     * @param arms of the trial that is on; empty while none is
     * @param watermark event time up to which all events are held to have arrived, milliseconds
     */
    void answer(EventBatch batch, Optional<SessionAnswerer> model, Optional<Arms> arms, long watermark)
            throws IOException {
        counts.batch(batch.size());
        clock.start();
        for (int round = 0; round < batch.rounds(); round++) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.round(i) == round) {
                    admit(batch.event(i), arms, watermark);
                }
            }
            clock.end(Stage.STATE);
            if (arms.isPresent()) {
                trial.answer(champions, challengers, model, arms.get());
            } else if (model.isPresent()) {
                answering.ask(champions, model.get());
            } else {
                answering.answerNone(champions);
            }
            clock.end(Stage.EMIT);
            keep(champions);
            keep(challengers);
            clock.end(Stage.STATE);
        }
        for (int i = 0; i < batch.size(); i++) {
            counts.waited(clock.lastEnd() - batch.arrival(i));
        }
    }

    private void admit(AcceptedEvent event, Optional<Arms> arms, long watermark) throws IOException {
        SessionState state = fitted(states.read(event.sessionId()));
        boolean isNew = state.size() == 0;
        Admission admission = state.admit(event.event(), rules, watermark);
        switch (admission) {
            case ACCEPTED -> {
                judgeLastAnswer(event.event(), state);
                boolean tried = arms.isPresent() && arms.get().trial().arm(event.sessionId()) == Arm.CHALLENGER;
                (tried ? challengers : champions).add(event, state, isNew);
            }
            case DUPLICATE -> reject(RejectionWords.duplicate(event));
            case LATE -> reject(RejectionWords.late(event, state));
        }
    }

    private void judgeLastAnswer(ItemEvent event, SessionState state) {
        LastAnswer last = state.lastAnswer();
        if (last.isGiven() && state.isContinued(rules)) {
            counts.judged(last.modelVersion(), last.rank(event.itemId()));
        }
    }

    /**
     * A job may be restored with a smaller window: then only the newest events are retained, and
     * none are folded.
     */
    private SessionState fitted(SessionState kept) {
        int surplus = kept.size() - rules.maxItems();
        if (surplus <= 0) {
            return kept;
        }
        List<ItemEvent> retained = kept.history().subList(surplus, kept.size());
        SessionState newest = new SessionState(retained, 0, new float[0], 0);
        newest.lastAnswer().set(kept.lastAnswer());
        return newest;
    }

    private void keep(Round round) throws IOException {
        for (int place = 0; place < round.size(); place++) {
            String session = round.event(place).sessionId();
            taken.accept(round.event(place));
            if (round.isOpened(place)) {
                states.open(session, round.session(place));
            } else {
                states.update(session, round.session(place));
            }
        }
        round.clear();
    }

    private void reject(Rejection rejection) {
        counts.rejected(rejection.event().getReason());
        rejections.accept(rejection);
    }
}
