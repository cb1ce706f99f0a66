package freshet.serving;

import freshet.schema.ModelAnnouncement;

/**
 * A model bundle to be served.
 *
 * @param model name of the model
 * @param bundle version, place and hash of the bundle
 */
public record Announcement(String model, ModelAnnouncement bundle) implements Notice {

    /** Grows with every deployment. */
    public long version() {
        return bundle.getVersion();
    }
}
