package freshet.job.recommend;

import freshet.job.metrics.AnswerCounts;
import freshet.job.metrics.ArmCounts;
import freshet.job.metrics.StageClock;
import freshet.job.recommend.TrialAnswering.ArmAnswering;
import freshet.job.state.SessionStates;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.model.session.SessionRules;
import freshet.schema.Recommendation;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts together what answers batches: with one model, and with two while a challenger is on trial.
 *
 * @param rules of the sessions
 * @param recommendations makes the records
 * @param answers takes each recommendation; it is valid during the call only, as it is filled again
 * @param rejections takes each event that its session turned away
 * @param taken takes each event that its session took, behind its answer
 * @param counts counts all answers
 */
record Answerings(
        SessionRules rules,
        Recommendations recommendations,
        Consumer<Recommendation> answers,
        Consumer<Rejection> rejections,
        Consumer<AcceptedEvent> taken,
        AnswerCounts counts,
        StageClock clock) {

    /**
     * Answers batches.
     *
     * @param sessions where they are kept
     * @param champion counts what it does in a trial, and {@code challenger} what that does
     * @param shadows takes each answer that is for comparison alone; empty where nobody wants them
     */
    BatchAnswering batches(
            SessionStates sessions,
            ArmCounts champion,
            ArmCounts challenger,
            Optional<Consumer<Recommendation>> shadows) {
        TrialAnswering trial =
                new TrialAnswering(rules, arm(champion), arm(challenger), recommendations, shadows, clock);
        return new BatchAnswering(rules, sessions, round(Optional.empty()), trial, rejections, taken, counts, clock);
    }

    private ArmAnswering arm(ArmCounts own) {
        return new ArmAnswering(round(Optional.of(own)), own);
    }

    private RoundAnswering round(Optional<ArmCounts> arm) {
        return new RoundAnswering(rules, recommendations, answers, counts, arm);
    }
}
