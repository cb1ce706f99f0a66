package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
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
     * Publishes a bundle as champion under the next version.
     *
     * @param modelName the key under which jobs look for announcements
     * @param wanted the version to announce, over all announced so far; without it the next one
     * @param note why it is deployed, for people
     * @return the announcement, which the broker has
     * @throws CommandException if the version is taken, or store or topic cannot be written
     */
    public ModelAnnouncement publish(CheckedBundle bundle, String modelName, OptionalLong wanted, String note) {
        return publish(bundle, modelName, wanted, note, Standing.CHAMPION);
    }

    /**
     * Publishes a bundle under the next version.
     *
     * @param standing as what
     * @throws CommandException also if a challenger has no champion to stand beside
     */
    public ModelAnnouncement publish(
            CheckedBundle bundle, String modelName, OptionalLong wanted, String note, Standing standing) {
        AnnouncedModel announced = announcements.of(modelName);
        if (standing.challenger() && announced.champion().isEmpty()) {
            throw new CommandException("model " + modelName
                    + " has no champion that a challenger could stand beside; publish a bundle without --challenger"
                    + " first");
        }
        ModelAnnouncement announcement = ModelAnnouncement.newBuilder()
                .setVersion(version(announced, wanted))
                .setUri(store.put(bundle.file(), modelName, bundle.sha256()))
                .setSha256(bundle.sha256())
                .setCreatedAt(Instant.now(clock).truncatedTo(ChronoUnit.MILLIS))
                .setMetrics(bundle.metrics())
                .setNote(note)
                .setShare(standing.share())
                .setShadow(standing.shadow())
                .build();
        if (standing.challenger()) {
            announcements.challenge(modelName, announcement);
        } else {
            announcements.announce(modelName, announcement);
        }
        return announcement;
    }

    private static long version(AnnouncedModel announced, OptionalLong wanted) {
        long next = Trials.next(announced);
        long version = wanted.orElse(next);
        if (version < next) {
            throw new CommandException("version " + version + " of model " + announced.name()
                    + " cannot be announced: the newest is " + (next - 1) + "; leave out --version, or give " + next
                    + " or more");
        }
        return version;
    }
}
