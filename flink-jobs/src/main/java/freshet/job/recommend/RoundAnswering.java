package freshet.job.recommend;

import freshet.job.metrics.AnswerCounts;
import freshet.job.metrics.ArmCounts;
import freshet.job.stream.AcceptedEvent;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.answer.SessionAnswerer;
import freshet.model.load.ServedModel;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers the events of a round with one model, and remembers in each session what it was answered.
 * For one thread.
 */
final class RoundAnswering {
    private static final int UNKNOWN = -1;

    private final SessionRules rules;
    private final Recommendations recommendations;
    private final Consumer<Recommendation> answers;
    private final AnswerCounts counts;
    private final Optional<ArmCounts> arm;

    /**
     * @param answers takes each recommendation; it is valid during the call only, as it is filled
     *     again
     * @param arm counts too, where the model is an arm of a trial
     */
    RoundAnswering(
            SessionRules rules,
            Recommendations recommendations,
            Consumer<Recommendation> answers,
            AnswerCounts counts,
            Optional<ArmCounts> arm) {
        this.rules = rules;
        this.recommendations = recommendations;
        this.answers = answers;
        this.counts = counts;
        this.arm = arm;
    }

    /** Answers all events of the round with a model. */
    void ask(Round round, SessionAnswerer model) {
        if (round.isEmpty()) {
            return;
        }
        countRefolds(round, model);
        countUnknownItems(round, model.served().model().vocabulary());
        model.answer(round.sessions());
        for (int place = 0; place < round.size(); place++) {
            handOn(round, place, model);
        }
    }

    private void handOn(Round round, int place, SessionAnswerer model) {
        SessionState session = round.session(place);
        ServedModel by = model.served();
        RankedItems ranked = model.ranked(place);
        int slot = model.slot(place);
        if (session.answersWhole(rules)) {
            countSession(round, place, by.version());
            remember(session.lastAnswer(), by, ranked, slot);
        }
        AcceptedEvent event = round.event(place);
        recommend(event, recommendations.of(event, session.position(rules), by, model.source(place), ranked, slot));
        if (arm.isPresent()) {
            arm.get().recommended(ranked, slot);
        }
    }

    /** Answers all events of the round without a model. */
    void answerNone(Round round) {
        for (int place = 0; place < round.size(); place++) {
            SessionState session = round.session(place);
            if (session.answersWhole(rules)) {
                countSession(round, place, LastAnswer.NO_VERSION);
                session.lastAnswer().clear();
            }
            AcceptedEvent event = round.event(place);
            recommend(event, recommendations.none(event, session.position(rules)));
        }
    }

    private static void remember(LastAnswer answer, ServedModel served, RankedItems ranked, int slot) {
        answer.begin(served.version());
        int items = Math.min(ranked.count(slot), LastAnswer.MOST_ITEMS);
        for (int rank = 0; rank < items; rank++) {
            answer.add(served.model().vocabulary().item(ranked.row(slot, rank)));
        }
    }

    private void countUnknownItems(Round round, Vocabulary vocabulary) {
        for (int place = 0; place < round.size(); place++) {
            if (vocabulary.rowOr(round.event(place).event().itemId(), UNKNOWN) == UNKNOWN) {
                counts.unknownItem();
            }
        }
    }

    private void countRefolds(Round round, SessionAnswerer model) {
        if (model.keepsHidden()) {
            for (int place = 0; place < round.size(); place++) {
                SessionState session = round.session(place);
                if (session.position(rules) > 1
                        && session.reusable(model.served().version(), rules) == 0) {
                    counts.refolded();
                }
            }
        }
    }

    /** @param answeredBy the version that answers the session now */
    private void countSession(Round round, int place, long answeredBy) {
        String session = round.event(place).sessionId();
        long before = round.session(place).lastAnswer().modelVersion();
        if (round.isOpened(place)) {
            counts.sessionOpened(session, answeredBy);
        } else if (before != answeredBy) {
            counts.sessionPassed(session, before, answeredBy);
        }
    }

    private void recommend(AcceptedEvent event, Recommendation recommendation) {
        counts.answered(recommendation.getSource());
        if (arm.isPresent()) {
            arm.get().answered(recommendation.getSource());
        }
        if (event.recordMillis() >= 0) {
            long millis = recommendation.getEmittedAt().toEpochMilli() - event.recordMillis();
            counts.answeredAfter(millis);
            if (arm.isPresent()) {
                arm.get().answeredAfter(millis);
            }
        }
        answers.accept(recommendation);
    }
}
