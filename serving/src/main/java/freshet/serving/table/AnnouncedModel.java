package freshet.serving.table;

import freshet.schema.ModelAnnouncement;
import freshet.serving.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * What the topic of announcements has of one model. Immutable.
 *
 * @param name the model's
 * @param champions its announcements, the highest version first; the later one first among those of
 *     one version
 * @param challenger the newest announcement of a challenger, unless its trial was ended
 * @param highest the highest version under either key, 0 if there is none
 */
public record AnnouncedModel(
        String name, List<ModelAnnouncement> champions, Optional<ModelAnnouncement> challenger, long highest) {

    public AnnouncedModel {
        champions = List.copyOf(champions);
    }

    /** The champion's announcement of the highest version. */
    public Optional<ModelAnnouncement> champion() {
        return champions.stream().findFirst();
    }

    /** The trial that is on, if one is. */
    public Optional<Trial> trial() {
        return Trial.of(name, champion(), challenger);
    }

    /**
     * The version of the next announcement, of a champion or a challenger.
     *
     * @throws IllegalStateException if the highest that there is was announced
     */
    public long nextVersion() {
        if (highest == Long.MAX_VALUE) {
            throw new IllegalStateException("model " + name + " has the highest version that there is, " + highest
                    + "; delete its announcement (a record without a value under its name), and start the jobs"
                    + " afresh");
        }
        return highest + 1;
    }
}
