package freshet.cli.rollout;

import freshet.schema.RolloutDecision;

/**
 * What the rules say.
 *
 * @param decision to wait, to go on to the next share, to promote or to return
 * @param reason why, with the figures that decided
 */
record Verdict(RolloutDecision decision, String reason) {
    static Verdict returned(String reason) {
        return new Verdict(RolloutDecision.RETURN, reason);
    }

    static Verdict waiting(String reason) {
        return new Verdict(RolloutDecision.WAIT, reason);
    }
}
