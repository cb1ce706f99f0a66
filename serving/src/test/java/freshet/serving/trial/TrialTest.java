package freshet.serving.trial;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.ModelAnnouncement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class TrialTest {
    private static ModelAnnouncement announced(long version, double share, double shadow) {
        return new ModelAnnouncement(version, "file:///m", "0".repeat(64), Instant.EPOCH, Map.of(), "", share, shadow);
    }

    private static Trial trial(double share, double shadow) {
        return new Trial("default", announced(2, share, shadow));
    }

    @Test
    void aTrialNeedsAChampionOfALowerVersion() {
        Optional<ModelAnnouncement> challenger = Optional.of(announced(5, 0.5, 0));

        assertThat(Trial.of("m", Optional.of(announced(4, 0, 0)), challenger))
                .contains(new Trial("m", announced(5, 0.5, 0)));
        assertThat(Trial.of("m", Optional.of(announced(5, 0, 0)), challenger)).isEmpty();
        assertThat(Trial.of("m", Optional.of(announced(6, 0, 0)), challenger)).isEmpty();
        assertThat(Trial.of("m", Optional.empty(), challenger)).isEmpty();
        assertThat(Trial.of("m", Optional.of(announced(4, 0, 0)), Optional.empty()))
                .isEmpty();
    }

    @Property
    void withoutSharesTheChampionAnswersAll(@ForAll String sessionId) {
        assertThat(trial(0, 0).arm(sessionId)).isEqualTo(Arm.CHAMPION);
        assertThat(trial(0, 0).isShadowed(sessionId)).isFalse();
    }

    @Property
    void withSharesOfOneTheChallengerAnswersAll(@ForAll String sessionId) {
        assertThat(trial(1, 1).arm(sessionId)).isEqualTo(Arm.CHALLENGER);
        assertThat(trial(1, 1).isShadowed(sessionId)).isTrue();
    }

    @Property
    void sessionsOnlyMoveTowardsTheChallenger(
            @ForAll String sessionId,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        Trial less = trial(Math.min(one, other), Math.min(one, other));
        Trial more = trial(Math.max(one, other), Math.max(one, other));

        assertThat(less.arm(sessionId)).isLessThanOrEqualTo(more.arm(sessionId));
        assertThat(!less.isShadowed(sessionId) || more.isShadowed(sessionId)).isTrue();
    }

    @Property
    void theShadowDoesNotMoveAnArm(@ForAll String sessionId, @ForAll @DoubleRange(min = 0, max = 1) double shadow) {
        assertThat(trial(0.3, shadow).arm(sessionId)).isEqualTo(trial(0.3, 0).arm(sessionId));
    }
}
