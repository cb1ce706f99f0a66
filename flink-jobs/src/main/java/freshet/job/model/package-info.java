/**
 * Which model is served: from an announcement by way of an allowed store to a bundle that is
 * fetched, checked, built, and takes its place between two batches. Imports {@code stream} for
 * announcements, model-core and schemas; of Flink its file systems alone.
 */
@NullMarked
package freshet.job.model;

import org.jspecify.annotations.NullMarked;
