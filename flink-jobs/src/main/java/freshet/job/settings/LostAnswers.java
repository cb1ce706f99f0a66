package freshet.job.settings;

import java.util.Locale;

/**
 * What a start from a checkpoint does whose transactions the broker has aborted, so that their
 * answers are lost.
 */
public enum LostAnswers {
    /** Ends the job for good, with a line that says what to do. */
    FAIL,
    /** Goes on without them, with a warning. */
    ACCEPT;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
