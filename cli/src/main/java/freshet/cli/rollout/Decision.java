package freshet.cli.rollout;

import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import java.util.Optional;

/**
 * What a look has come to.
 *
 * @param model name of the model
 * @param rollout the trial after it; empty where no challenger is on trial
 * @param followed whether another judge has decided it
 */
public record Decision(String model, Optional<Rollout> rollout, boolean followed) {
    static Decision none(String model) {
        return new Decision(model, Optional.empty(), false);
    }

    static Decision of(Rollout rollout) {
        return new Decision(rollout.getModel(), Optional.of(rollout), false);
    }

    static Decision followed(String model, Optional<Rollout> rollout) {
        return new Decision(model, rollout, true);
    }

    /** Whether anything has changed: to wait, and to have no trial, is no change. */
    public boolean changes() {
        return rollout.filter(state -> state.getDecision() != RolloutDecision.WAIT)
                .isPresent();
    }

    /** Whether the trial is over with this look. */
    public boolean ends() {
        return changes() && rollout.filter(state -> !isOn(state)).isPresent();
    }

    /** Whether the challenger is the champion with this look. */
    public boolean promotes() {
        return rollout.filter(state -> state.getDecision() == RolloutDecision.PROMOTE)
                .isPresent();
    }

    /** Whether a trial goes on in this state. */
    static boolean isOn(Rollout state) {
        return state.getStage() == RolloutStage.SHADOW || state.getStage() == RolloutStage.CANARY;
    }
}
