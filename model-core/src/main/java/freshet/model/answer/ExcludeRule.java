package freshet.model.answer;

import java.util.Locale;

/** Which of a session's own items are never recommended to it. */
public enum ExcludeRule {
    /** Any item may be recommended. */
    NONE,
    /** Not the item of the session's newest event. */
    CURRENT,
    /** No item of the session as far back as its events are retained. */
    SEEN;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
