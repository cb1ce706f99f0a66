package freshet.serving.table;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record on the topic of announcements: the model's name for the champion, and
 * {@code /challenger} behind it for the challenger.
 *
 * @param model name of the model
 * @param challenger whether the record is the challenger's
 */
public record AnnouncementKey(String model, boolean challenger) {
    /** Never in the name of a model. */
    public static final String SEPARATOR = "/";

    private static final String CHALLENGER = SEPARATOR + "challenger";

    /** The key that these bytes are; empty if there are none. */
    public static Optional<AnnouncementKey> of(byte @Nullable [] key) {
        return Optional.ofNullable(key)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(name -> name.endsWith(CHALLENGER)
                        ? new AnnouncementKey(name.substring(0, name.length() - CHALLENGER.length()), true)
                        : new AnnouncementKey(name, false));
    }

    byte[] bytes() {
        return (challenger ? model + CHALLENGER : model).getBytes(StandardCharsets.UTF_8);
    }
}
