/**
 * The job that makes sorted sessions of logs, in Flink's batch mode: the heavy part of preparing a
 * training set. Imports {@code freshet.model.data}, {@code freshet.model.data.run},
 * {@code freshet.model.session} and Flink.
 */
@NullMarked
package freshet.job.prepare;

import org.jspecify.annotations.NullMarked;
