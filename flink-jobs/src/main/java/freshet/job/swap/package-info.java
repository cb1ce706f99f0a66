/**
 * Which model is served, and how another takes its place between two batches. Knows bundles and the stores
 * that they may come from, the model's serving classes and announcements; of Flink its file systems alone.
 */
@NullMarked
package freshet.job.swap;

import org.jspecify.annotations.NullMarked;
