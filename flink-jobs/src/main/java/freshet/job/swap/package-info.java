/**
 * Which model is served, and how another takes its place between two batches. Knows bundles, the model's serving classes and
 * announcements; of Flink its file systems alone.
 */
@NullMarked
package freshet.job.swap;

import org.jspecify.annotations.NullMarked;
