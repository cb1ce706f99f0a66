package freshet.job.settings;

import java.util.Optional;

/**
 * Which items may be recommended.
 *
 * @param topic compacted topic of their availability; empty where every item may be
 */
public record ItemsSettings(Optional<String> topic) {}
