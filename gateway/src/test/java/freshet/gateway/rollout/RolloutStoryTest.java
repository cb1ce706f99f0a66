package freshet.gateway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RolloutStoryTest {
    private final RolloutStory story = new RolloutStory("shop");
    private final SingleObjectCodec<Rollout> codec = new SingleObjectCodec<>(Rollout.class);

    @Test
    void theNewestStateAndTheDecisionsOfTheModelAreTold() {
        take("shop", codec.encode(rollout(1)));
        take("shop/1", codec.encode(rollout(1)));
        take("other", codec.encode(rollout(7)));
        take("other/7", codec.encode(rollout(7)));
        take("shop", codec.encode(rollout(2)));
        take("shop/2", codec.encode(rollout(2)));
        assertThat(story.newest().orElseThrow().getNumber()).isEqualTo(2);
        assertThat(story.decisions()).extracting(Rollout::getNumber).containsExactly(2L, 1L);
    }

    @Test
    void whatCannotBeReadChangesNothing() {
        take("shop", codec.encode(rollout(1)));
        take("shop", new byte[] {1, 2});
        take("shop/2", new byte[0]);
        assertThat(story.newest().orElseThrow().getNumber()).isEqualTo(1);
        assertThat(story.decisions()).isEmpty();
    }

    @Test
    void fiftyDecisionsAreKept() {
        for (int number = 1; number <= 60; number++) {
            take("shop/" + number, codec.encode(rollout(number)));
        }
        assertThat(story.decisions()).hasSize(50).extracting(Rollout::getNumber).startsWith(60L);
    }

    @Test
    void aTopicMadeAnewHasAnotherStory() {
        take("shop", codec.encode(rollout(1)));
        take("shop/1", codec.encode(rollout(1)));
        story.forget();
        assertThat(story.newest()).isEmpty();
        assertThat(story.decisions()).isEmpty();
    }

    private void take(String key, byte[] value) {
        story.take(new ConsumerRecord<>("rollouts", 0, 0, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private static Rollout rollout(long number) {
        Instant now = Instant.parse("2026-03-01T09:00:00Z");
        return new Rollout(
                "shop",
                number,
                2L,
                1L,
                RolloutStage.CANARY,
                RolloutDecision.WAIT,
                0.05,
                0.2,
                "",
                now,
                now,
                now,
                Map.of(),
                "",
                -1,
                -1L);
    }
}
