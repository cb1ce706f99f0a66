package freshet.job.recommend;

import freshet.job.metrics.AnswerCounts;
import freshet.job.metrics.StageClock;
import freshet.job.metrics.StageClock.Stage;
import freshet.job.state.SessionStates;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.answer.SessionAnswerer;
import freshet.model.load.ServedModel;
import freshet.model.session.Admission;
import freshet.model.session.ItemEvent;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers a batch: offers each event to its session's state, asks the model about the sessions that
 * took one, keeps the states, and gives out one recommendation or one rejection per event. What it
 * holds is used again for every batch, so that an answer allocates nothing but what
 * {@link Recommendations} says. For one thread.
 */
final class BatchAnswering {
    private static final int UNKNOWN = -1;

    private final SessionRules rules;
    private final SessionStates states;
    private final Recommendations recommendations;
    private final Consumer<Recommendation> answers;
    private final Consumer<Rejection> rejections;
    private final Consumer<AcceptedEvent> taken;
    private final AnswerCounts counts;
    private final StageClock clock;
    // Of the round at hand, by place:
    private final List<AcceptedEvent> events = new ArrayList<>(); // that their sessions took
    private final List<SessionState> sessions = new ArrayList<>(); // which those are
    private final BitSet opened = new BitSet(); // where nothing was kept of the session before

    /**
     * @param answers takes each recommendation; it is valid during the call only, as it is filled
     *     again
     * @param rejections takes each event that its session turned away
     * @param taken takes each event that its session took, behind its answer
     */
    BatchAnswering(
            SessionRules rules,
            SessionStates states,
            Recommendations recommendations,
            Consumer<Recommendation> answers,
            Consumer<Rejection> rejections,
            Consumer<AcceptedEvent> taken,
            AnswerCounts counts,
            StageClock clock) {
        this.rules = rules;
        this.states = states;
        this.recommendations = recommendations;
        this.answers = answers;
        this.rejections = rejections;
        this.taken = taken;
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
        for (int round = 0; round < batch.rounds(); round++) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.round(i) == round) {
                    admit(batch.event(i), watermark);
                }
            }
            clock.end(Stage.STATE);
            if (model.isPresent()) {
                ask(model.get());
            } else {
                answerNone();
            }
            clock.end(Stage.EMIT);
            keep();
            clock.end(Stage.STATE);
            events.clear();
            sessions.clear();
        }
        for (int i = 0; i < batch.size(); i++) {
            counts.waited(clock.lastEnd() - batch.arrival(i));
        }
    }

    private void admit(AcceptedEvent event, long watermark) throws IOException {
        SessionState state = fitted(states.read(event.sessionId()));
        boolean isNew = state.size() == 0;
        Admission admission = state.admit(event.event(), rules, watermark);
        switch (admission) {
            case ACCEPTED -> {
                judgeLastAnswer(event.event(), state);
                opened.set(events.size(), isNew);
                events.add(event);
                sessions.add(state);
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

    private void ask(SessionAnswerer model) {
        if (sessions.isEmpty()) {
            return;
        }
        countRefolds(model);
        countUnknownItems(model.served().model().vocabulary());
        model.answer(sessions);
        for (int place = 0; place < events.size(); place++) {
            handOn(place, model);
        }
    }

    private void handOn(int place, SessionAnswerer model) {
        ServedModel by = model.served();
        RankedItems ranked = model.ranked(place);
        int slot = model.slot(place);
        if (sessions.get(place).answersWhole(rules)) {
            countSession(place, by.version());
            remember(sessions.get(place).lastAnswer(), by, ranked, slot);
        }
        AcceptedEvent event = events.get(place);
        recommend(event, recommendations.of(event, position(place), by, model.source(place), ranked, slot));
    }

    private void answerNone() {
        for (int place = 0; place < events.size(); place++) {
            if (sessions.get(place).answersWhole(rules)) {
                countSession(place, LastAnswer.NO_VERSION);
                sessions.get(place).lastAnswer().clear();
            }
            AcceptedEvent event = events.get(place);
            recommend(event, recommendations.none(event, position(place)));
        }
    }

    /** Events of the session that the answer rests on, the answered one included. */
    private int position(int place) {
        return sessions.get(place).position(rules);
    }

    private static void remember(LastAnswer answer, ServedModel served, RankedItems ranked, int slot) {
        answer.begin(served.version());
        int items = Math.min(ranked.count(slot), LastAnswer.MOST_ITEMS);
        for (int rank = 0; rank < items; rank++) {
            answer.add(served.model().vocabulary().item(ranked.row(slot, rank)));
        }
    }

    private void countUnknownItems(Vocabulary vocabulary) {
        for (int place = 0; place < events.size(); place++) {
            if (vocabulary.rowOr(events.get(place).event().itemId(), UNKNOWN) == UNKNOWN) {
                counts.unknownItem();
            }
        }
    }

    private void countRefolds(SessionAnswerer model) {
        if (model.keepsHidden()) {
            for (int place = 0; place < events.size(); place++) {
                if (position(place) > 1
                        && sessions.get(place).reusable(model.served().version(), rules) == 0) {
                    counts.refolded();
                }
            }
        }
    }

    /** @param answeredBy the version that answers the session now */
    private void countSession(int place, long answeredBy) {
        String session = events.get(place).sessionId();
        long before = sessions.get(place).lastAnswer().modelVersion();
        if (opened.get(place)) {
            counts.sessionOpened(session, answeredBy);
        } else if (before != answeredBy) {
            counts.sessionPassed(session, before, answeredBy);
        }
    }

    private void keep() throws IOException {
        for (int place = 0; place < events.size(); place++) {
            AcceptedEvent event = events.get(place);
            String session = event.sessionId();
            taken.accept(event);
            if (opened.get(place)) {
                states.open(session, sessions.get(place));
            } else {
                states.update(session, sessions.get(place));
            }
        }
    }

    private void recommend(AcceptedEvent event, Recommendation recommendation) {
        counts.answered(recommendation.getSource());
        if (event.recordMillis() >= 0) {
            counts.answeredAfter(recommendation.getEmittedAt().toEpochMilli() - event.recordMillis());
        }
        answers.accept(recommendation);
    }

    private void reject(Rejection rejection) {
        counts.rejected(rejection.event().getReason());
        rejections.accept(rejection);
    }
}
