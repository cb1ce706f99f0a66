package freshet.lab.cluster;

import java.util.Optional;

/**
 * Where a job begins.
 *
 * @param snapshot URI of the checkpoint or savepoint that it goes on from; empty for a fresh state
 * @param allowNonRestored whether state may be left out that the job has no operator for
 * @param said for the user
 */
record StartPoint(Optional<String> snapshot, boolean allowNonRestored, String said) {}
