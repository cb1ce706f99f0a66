package freshet.job.stream.table;

import freshet.serving.Announcement;
import java.io.Serializable;
import java.util.List;

/** Tells which bundles stand announced when the job starts. */
@FunctionalInterface
public interface StandingAnnouncement extends Serializable {

    /**
     * The announcements, the highest version first. Blocks until they are known.
     *
     * @throws RuntimeException if it cannot be found out
     */
    List<Announcement> newestFirst();
}
