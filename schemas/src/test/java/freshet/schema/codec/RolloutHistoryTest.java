package freshet.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States of judges that did not say which bundle was on trial. */
final class RolloutHistoryTest {
    private final SingleObjectCodec<Rollout> codec = new SingleObjectCodec<>(Rollout.class);

    @Test
    void anOldStateNamesNoBundleAndNoAnnouncement() throws IOException {
        Instant decided = Instant.ofEpochMilli(1709285400123L);
        try (InputStream in = RolloutHistoryTest.class.getResourceAsStream("/freshet/schema/golden/rollout-v0.bin")) {
            assertThat(codec.decode(in.readAllBytes()))
                    .isEqualTo(new Rollout(
                            "shop",
                            4L,
                            3L,
                            2L,
                            RolloutStage.CANARY,
                            RolloutDecision.GO_ON,
                            0.05,
                            0.2,
                            "no loss",
                            decided,
                            decided,
                            Instant.ofEpochMilli(1709285400000L),
                            Map.of("predictions", 300.0),
                            "",
                            -1,
                            -1L));
        }
    }
}
