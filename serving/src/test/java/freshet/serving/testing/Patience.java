package freshet.serving.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/** How tests wait: for a condition. */
public final class Patience {
    /** For what takes a moment on a quiet machine, and may take a hundred of them on a busy one. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private Patience() {}

    /** Looks again and again; {@link #PATIENCE} only bounds how long a failing test takes. */
    public static ConditionFactory eventually() {
        return await().pollInSameThread().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }
}
