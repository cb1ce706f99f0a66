package freshet.job.settings;

import freshet.job.model.AllowedStores;
import freshet.model.arithmetic.Arithmetic;
import java.io.Serializable;
import java.time.Duration;

/**
 * Which model is served. Travels to the operators inside the job graph.
 *
 * @param topic compacted topic of the announcements
 * @param name the model's name, the key of its announcements
 * @param stores where bundles may be fetched from
 * @param loadTimeout a bundle that is not ready by then is refused
 * @param retryInitial how long the first failed load waits for its next attempt
 * @param retryMax how long a failed load waits at most, at least {@code retryInitial}
 * @param arithmetic what it computes with
 */
public record ModelSettings(
        String topic,
        String name,
        AllowedStores stores,
        Duration loadTimeout,
        Duration retryInitial,
        Duration retryMax,
        Arithmetic arithmetic)
        implements Serializable {}
