/**
 * Where the job takes bundles from: Flink's file systems, as {@code freshet.serving} asks for them.
 */
@NullMarked
package freshet.job.store;

import org.jspecify.annotations.NullMarked;
