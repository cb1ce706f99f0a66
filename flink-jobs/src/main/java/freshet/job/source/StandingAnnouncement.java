package freshet.job.source;

import freshet.job.stream.Announcement;
import java.io.Serializable;
import java.util.Optional;

/** Tells which bundle stands announced when the job starts. */
@FunctionalInterface
public interface StandingAnnouncement extends Serializable {

    /**
     * The announcement with the highest version, or empty if there is none. Blocks until it is known.
     *
     * @throws RuntimeException if it cannot be found out
     */
    Optional<Announcement> newest();
}
