package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.table.AnnouncementRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * Puts a checked bundle into the store and announces it: the way of every new model to the running
 * jobs. For one thread.
 */
public final class Publication {
    private final Announcements announcements;
    private final ModelStore store;
    private final Clock clock;

    /**
     * @param store URI of the store's folder, or a path on this machine
     * @param clock dates the announcements
     */
    public Publication(Announcements announcements, String store, Clock clock) {
        this.announcements = announcements;
        this.store = new ModelStore(store);
        this.clock = clock;
    }

    /**
     * Publishes a bundle under the next version.
     *
     * @param modelName the key under which jobs look for announcements
     * @param wanted the version to announce, over all announced so far; without it the next one
     * @param note why it is deployed, for people
     * @return the announcement, which the broker has
     * @throws CommandException if the version is taken, or store or topic cannot be written
     */
    public ModelAnnouncement publish(CheckedBundle bundle, String modelName, OptionalLong wanted, String note) {
        long version = version(modelName, wanted);
        ModelAnnouncement announcement = ModelAnnouncement.newBuilder()
                .setVersion(version)
                .setUri(store.put(bundle.file(), modelName, bundle.sha256()))
                .setSha256(bundle.sha256())
                .setCreatedAt(Instant.now(clock).truncatedTo(ChronoUnit.MILLIS))
                .setMetrics(bundle.metrics())
                .setNote(note)
                .build();
        announcements.announce(modelName, announcement);
        return announcement;
    }

    private long version(String modelName, OptionalLong wanted) {
        long next = next(modelName);
        long version = wanted.orElse(next);
        if (version < next) {
            throw new CommandException("version " + version + " of model " + modelName
                    + " cannot be announced: the newest is " + (next - 1) + "; leave out --version, or give " + next
                    + " or more");
        }
        return version;
    }

    private long next(String modelName) {
        try {
            return AnnouncementRecords.versionAfter(
                    announcements.newest(modelName).map(newest -> new Announcement(modelName, newest)));
        } catch (IllegalStateException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
