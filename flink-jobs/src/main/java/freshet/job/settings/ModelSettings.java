package freshet.job.settings;

import java.time.Duration;

/**
 * Which model is served.
 *
 * @param topic compacted topic of the announcements
 * @param name the model's name, the key of its announcements
 * @param loadTimeout a bundle that is not ready by then is refused
 */
public record ModelSettings(String topic, String name, Duration loadTimeout) {}
