package freshet.job.settings;

import java.util.Locale;

/** What a failure may do to the written records. */
public enum Delivery {
    /** Visible at once; after a failure some records are written again, with the same identity. */
    AT_LEAST_ONCE,
    /** Visible at each checkpoint, to readers of committed records; never repeated. */
    EXACTLY_ONCE;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
