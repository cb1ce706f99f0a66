package freshet.cli.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what takes a moment on a quiet machine, and may take a hundred of them on
 * a busy one. It only bounds how long a failing test takes.
 */
public final class Patience {
    public static final Duration LONG = Duration.ofMinutes(3);

    private Patience() {}

    /** Looks again and again. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(LONG);
    }
}
