package freshet.job.recommend;

import freshet.job.metrics.ArmCounts;
import freshet.job.metrics.StageClock;
import freshet.job.metrics.StageClock.Stage;
import freshet.job.stream.AcceptedEvent;
import freshet.model.answer.SessionAnswerer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import freshet.serving.model.TrialSwitch.Arms;
import freshet.serving.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers a round while a challenger is on trial: each arm its own sessions, then, for comparison
 * alone, each the other one's sessions in the shadow. The two take turns in being first, so that
 * neither always waits for the other. For one thread.
 */
final class TrialAnswering {
    private final SessionRules rules;
    private final ArmAnswering champion;
    private final ArmAnswering challenger;
    private final Recommendations recommendations;
    private final Optional<Consumer<Recommendation>> shadows;
    private final StageClock clock;
    private final List<AcceptedEvent> events = new ArrayList<>(); // in the shadow
    private final List<SessionState> sessions = new ArrayList<>(); // which those are
    private boolean challengerFirst;

    /**
     * One of the two.
     *
     * @param answering answers its own sessions
     * @param counts counts what it does
     */
    record ArmAnswering(RoundAnswering answering, ArmCounts counts) {}

    /**
     * @param shadows takes each answer that is for comparison alone, valid during the call only;
     *     empty where nobody wants them
     */
    TrialAnswering(
            SessionRules rules,
            ArmAnswering champion,
            ArmAnswering challenger,
            Recommendations recommendations,
            Optional<Consumer<Recommendation>> shadows,
            StageClock clock) {
        this.rules = rules;
        this.champion = champion;
        this.challenger = challenger;
        this.recommendations = recommendations;
        this.shadows = shadows;
        this.clock = clock;
    }

    /**
     * Answers the events of both arms.
     *
     * @param model the champion's; empty while none has arrived
     */
    void answer(Round champions, Round challengers, Optional<SessionAnswerer> model, Arms arms) {
        if (challengerFirst) {
            ask(challenger, challengers, arms.answerer());
            ask(champion, champions, model);
        } else {
            ask(champion, champions, model);
            ask(challenger, challengers, arms.answerer());
        }
        challengerFirst = !challengerFirst;
        if (shadows.isPresent() && arms.trial().shadow() > 0) {
            shadow(challenger, champions, arms.answerer(), arms.trial());
            shadow(champion, challengers, model, arms.trial());
        }
    }

    private void ask(ArmAnswering arm, Round round, Optional<SessionAnswerer> model) {
        if (round.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        if (model.isPresent()) {
            arm.answering().ask(round, model.get());
        } else {
            arm.answering().answerNone(round);
        }
        arm.counts().spent(System.nanoTime() - start);
        clock.end(Stage.EMIT);
    }

    /** Has one arm answer the other one's sessions. */
    private void shadow(ArmAnswering by, Round round, Optional<SessionAnswerer> model, Trial trial) {
        if (model.isEmpty()) {
            return;
        }
        for (int place = 0; place < round.size(); place++) {
            if (trial.isShadowed(round.event(place).sessionId())) {
                events.add(round.event(place));
                sessions.add(round.session(place));
            }
        }
        if (!sessions.isEmpty()) {
            model.get().answerBeside(sessions);
            for (int place = 0; place < events.size(); place++) {
                shadows.get().accept(answer(place, model.get()));
                by.counts().shadowed();
            }
            events.clear();
            sessions.clear();
            clock.end(Stage.EMIT);
        }
    }

    private Recommendation answer(int place, SessionAnswerer model) {
        return recommendations.of(
                events.get(place),
                sessions.get(place).position(rules),
                model.served(),
                model.source(place),
                model.ranked(place),
                model.slot(place));
    }
}
