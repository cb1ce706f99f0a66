package freshet.serving.trial;

import freshet.schema.ModelAnnouncement;
import java.util.Optional;

/**
 * A challenger beside the champion: which sessions it answers, and for which both do. As the share
 * or the shadow grows, sessions only move towards the challenger and into the shadow. Immutable.
 *
 * @param model name of the model
 * @param challenger its announcement
 */
public record Trial(String model, ModelAnnouncement challenger) {

    /**
     * The trial that is on, if one is: there are both models, and the challenger's version is above
     * the champion's.
     *
     * @param champion the champion's newest announcement
     * @param challenger the challenger's newest announcement, unless the trial was ended
     */
    public static Optional<Trial> of(
            String model, Optional<ModelAnnouncement> champion, Optional<ModelAnnouncement> challenger) {
        return challenger
                .filter(tried -> champion.filter(known -> known.getVersion() < tried.getVersion())
                        .isPresent())
                .map(tried -> new Trial(model, tried));
    }

    /** The challenger's version. */
    public long version() {
        return challenger.getVersion();
    }

    /** The share of the sessions that the challenger answers, from 0 to 1. */
    public double share() {
        return challenger.getShare();
    }

    /** The share of the sessions that both answer, from 0 to 1. */
    public double shadow() {
        return challenger.getShadow();
    }

    /** Which model answers a session, once the challenger is loaded. */
    public Arm arm(String sessionId) {
        return share() > 0 && Draw.share(model, sessionId) < share() ? Arm.CHALLENGER : Arm.CHAMPION;
    }

    /** Whether the other arm answers a session too, for comparison alone. */
    public boolean isShadowed(String sessionId) {
        return shadow() > 0 && Draw.shadow(model, sessionId) < shadow();
    }
}
