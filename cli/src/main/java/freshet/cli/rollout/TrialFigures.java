package freshet.cli.rollout;

import freshet.model.sequential.ExcessTest;
import freshet.model.sequential.GainBounds;
import freshet.model.sequential.PairedSessions;
import freshet.model.session.SessionRules;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * Counts how champion and challenger do in a trial. Both answers to an event are judged on the same
 * next event of its session; a session is one bet of the sequential tests. For one thread.
 */
final class TrialFigures implements SessionListener {
    /** Ranks that count. */
    static final int K = 20;

    private final SessionRules sessions;
    private final RolloutRules rules;
    private static final int RANK_STEPS = 20;

    private final PairedSessions hits = new PairedSessions(RolloutRules.SESSION_LIMIT, 1);
    private final PairedSessions reciprocalRanks = new PairedSessions(RolloutRules.SESSION_LIMIT, RANK_STEPS);
    private final ExcessTest fallbacks;
    private final ArmCounts champion = new ArmCounts();
    private final ArmCounts challenger = new ArmCounts();
    private final StageLatency latency;
    private Trial trial;
    private long stageMillis;
    private long stagePredictions;
    private long missed; // events in a row that the challenger should have answered
    private long missedSince; // milliseconds since 1970
    private long newestMillis; // of an answer
    private long passedOver; // sessions
    private final ItemNumbers items = new ItemNumbers();

    /** @param trial whose challenger is judged */
    TrialFigures(Trial trial, SessionRules sessions, RolloutRules rules) {
        this.trial = trial;
        this.sessions = sessions;
        this.rules = rules;
        this.latency = new StageLatency(trial.version());
        this.fallbacks = new ExcessTest(rules.fallbackMargin(), RolloutRules.SESSION_LIMIT, rules.fallbackLevel());
    }

    /**
     * Says which stage goes on. Of another one predictions and latencies count from 0; the bounds
     * go on.
     *
     * @param announced the same challenger, perhaps with other shares
     * @param millis when the stage began, milliseconds since 1970
     */
    void stage(Trial announced, long millis) {
        trial = announced;
        if (millis != stageMillis) {
            stageMillis = millis;
            stagePredictions = 0;
            missed = 0;
            missedSince = millis;
            latency.clear();
        }
    }

    /** Numbers of the items that both models recommend. */
    ItemNumbers items() {
        return items;
    }

    /** Says how many sessions of the trial do not count, as too many were open at once. */
    void passedOver(long sessions) {
        passedOver = sessions;
    }

    @Override
    public boolean isOfTrial(String sessionId) {
        return trial.isShadowed(sessionId) || trial.arm(sessionId) == Arm.CHALLENGER;
    }

    @Override
    public void answered(AnsweredEvent event) {
        newestMillis = Math.max(newestMillis, event.seen().emittedMillis());
        if (event.seen().emittedMillis() >= stageMillis) {
            latency.seen(event.seen(), event.writtenMillis());
        }
    }

    @Override
    public void over(String sessionId, List<AnsweredEvent> events) {
        boolean expected = isOfTrial(sessionId);
        Session session = new Session(TextHash.draw(sessionId));
        for (int i = 0; i < events.size() && session.answers < RolloutRules.SESSION_LIMIT; i++) {
            AnsweredEvent event = events.get(i);
            Optional<ArmAnswer> ours = event.of(trial.version());
            ours.ifPresent(this::came);
            if (ours.isEmpty() && expected && event.seen().emittedMillis() >= stageMillis) {
                missed++;
            }
            if (ours.isPresent() && event.notOf(trial.version()).isPresent()) {
                ArmAnswer theirs = event.notOf(trial.version()).get();
                session.answered(theirs, ours.get());
                if (i + 1 < events.size()
                        && sessions.sameSession(
                                event.timeMillis(), events.get(i + 1).timeMillis())) {
                    session.judged(
                            theirs, ours.get(), items.find(events.get(i + 1).item()));
                }
            }
        }
        session.count();
    }

    private void came(ArmAnswer ours) {
        missed = 0;
        missedSince = Math.max(missedSince, ours.emittedMillis());
    }

    /** Judged predictions of both models since the trial began. */
    long predictions() {
        return champion.predictions();
    }

    /** Those to whose events the answers were made in this stage. */
    long stagePredictions() {
        return stagePredictions;
    }

    /** Sessions with such a prediction. */
    long pairedSessions() {
        return hits.sessions();
    }

    /** Sessions of the trial that do not count, as too many were open at once. */
    long passedOver() {
        return passedOver;
    }

    /** Events since the last answer of the challenger that it should have answered. */
    long missed() {
        return missed;
    }

    /** How long that answer was ago at the newest answer of all, milliseconds. */
    long missedMillis() {
        return Math.max(0, newestMillis - missedSince);
    }

    ArmCounts champion() {
        return champion;
    }

    ArmCounts challenger() {
        return challenger;
    }

    StageLatency latency() {
        return latency;
    }

    /** Of the hits among the first 20. */
    GainBounds recallGain() {
        return hits.bounds(rules.qualityLevel());
    }

    /** Of the reciprocal ranks. */
    GainBounds mrrGain() {
        return reciprocalRanks.bounds(rules.qualityLevel());
    }

    /** Whether the challenger answers POPULAR or NONE more often, beyond the margin. */
    boolean fallsBackMore() {
        return fallbacks.isExceeded();
    }

    /** What one session adds to each sum. */
    private final class Session {
        private final double draw;
        private int answers;
        private int predictions;
        private int inStage;
        private int theirFallbacks;
        private int ourFallbacks;
        private double theirHits;
        private double ourHits;
        private double theirRanks;
        private double ourRanks;

        Session(double draw) {
            this.draw = draw;
        }

        void answered(ArmAnswer theirs, ArmAnswer ours) {
            answers++;
            theirFallbacks += theirs.fallback() ? 1 : 0;
            ourFallbacks += ours.fallback() ? 1 : 0;
            champion.answer(theirs);
            challenger.answer(ours);
        }

        void judged(ArmAnswer theirs, ArmAnswer ours, int next) {
            double their = theirs.reciprocalRank(next);
            double our = ours.reciprocalRank(next);
            predictions++;
            inStage += Math.max(theirs.emittedMillis(), ours.emittedMillis()) >= stageMillis ? 1 : 0;
            theirHits += their > 0 ? 1 : 0;
            ourHits += our > 0 ? 1 : 0;
            theirRanks += their;
            ourRanks += our;
        }

        void count() {
            if (answers > 0) {
                fallbacks.add(theirFallbacks, ourFallbacks, answers);
            }
            if (predictions > 0) {
                hits.add(theirHits, ourHits, draw);
                reciprocalRanks.add(theirRanks, ourRanks, draw);
                champion.judged(predictions, theirHits, theirRanks);
                challenger.judged(predictions, ourHits, ourRanks);
                stagePredictions += inStage;
            }
        }
    }
}
