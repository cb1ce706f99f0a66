package freshet.job.stream.table;

import freshet.serving.ItemUpdate;
import java.io.Serializable;
import java.util.function.Consumer;

/** Tells what is known of the items when the job starts. */
@FunctionalInterface
public interface StandingAvailability extends Serializable {
    /** Nothing is known: every item may be recommended. */
    StandingAvailability NONE = sink -> {};

    /**
     * Hands over all that is known, each partition in its order. Blocks until that is done.
     *
     * @throws RuntimeException if it cannot be found out
     */
    void read(Consumer<ItemUpdate> sink);
}
