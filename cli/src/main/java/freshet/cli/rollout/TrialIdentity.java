package freshet.cli.rollout;

import freshet.cli.publish.ChallengerPlace;
import freshet.cli.publish.PlacedModel;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Rollout;
import java.util.Optional;

/**
 * Tells whether a state is of the trial that is announced. A version alone does not tell: it comes
 * again after a compaction, on a topic that was made anew, or because an operator says so.
 */
final class TrialIdentity {
    private TrialIdentity() {}

    /** Whether the announced challenger is the one of this state, in the same trial. */
    static boolean isOf(Rollout state, PlacedModel announced) {
        return announced
                        .model()
                        .challenger()
                        .filter(known -> isBundle(state, known))
                        .isPresent()
                && announced.challenger().filter(place -> isSince(state, place)).isPresent();
    }

    /** Whether the champion is the one that the state compares with. */
    static boolean isBeside(Rollout state, PlacedModel announced) {
        Optional<ModelAnnouncement> champion = announced.model().champion();
        return champion.filter(known -> known.getVersion() == state.getChampion())
                .isPresent();
    }

    private static boolean isBundle(Rollout state, ModelAnnouncement challenger) {
        return state.getChallenger() == challenger.getVersion()
                && (state.getSha256().isEmpty() || state.getSha256().equals(challenger.getSha256()));
    }

    /** No trial ended behind what the state has seen, and nothing that it has seen is gone. */
    private static boolean isSince(Rollout state, ChallengerPlace place) {
        long seen = state.getAnnouncementOffset();
        boolean elsewhere = state.getAnnouncementPartition() != place.partition(); // partitions were added
        return seen < 0 || elsewhere || place.offset() >= seen && place.ended() < seen;
    }
}
