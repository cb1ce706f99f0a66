package freshet.job.state;

import freshet.model.session.SessionState;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A look at a kept session that only asks when its last event was and who answered it last: what a
 * timer has need of. The {@link SessionStateSerializer}s that share it pass over all else, and
 * create neither the events nor the vector. For the thread that reads the state.
 */
public final class Glance {
    private boolean on;

    /** Reads the session of the current key, or null if none is kept, as Flink's state does. */
    @FunctionalInterface
    public interface Kept {
        @Nullable
        SessionState value() throws IOException;
    }

    /**
     * The kept session, of which only {@link SessionState#lastEventTime} and the version of
     * {@link SessionState#lastAnswer} are to be read; where the backend keeps objects, the session
     * itself. Null if none is kept, as the state says it.
     */
    public @Nullable SessionState at(Kept kept) throws IOException {
        on = true;
        try {
            return kept.value();
        } finally {
            on = false;
        }
    }

    /** Whether a session is read for this now. */
    boolean isOn() {
        return on;
    }
}
