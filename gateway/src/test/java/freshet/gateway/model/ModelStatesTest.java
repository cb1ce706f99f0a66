package freshet.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelStatesTest {
    private final ModelStates states = new ModelStates(new PrometheusRegistry());

    @Test
    void theProblemsOfTheHighestVersionsAreRemembered() {
        for (long version = 1; version <= ModelStates.MOST + 1; version++) {
            states.failed(announced(version), "away");
        }
        states.failed(announced(ModelStates.MOST), "still away");

        assertThat(states.problem(1)).isEmpty();
        assertThat(states.problem(2)).contains("away");
        assertThat(states.problem(ModelStates.MOST)).contains("still away");
        assertThat(states.problem(ModelStates.MOST + 1)).contains("away");
    }

    private static Announcement announced(long version) {
        return new Announcement(
                "default",
                new ModelAnnouncement(
                        version,
                        "file:///models/m.safetensors",
                        "0".repeat(64),
                        Instant.EPOCH,
                        Map.of(),
                        "",
                        0.0,
                        0.0));
    }
}
