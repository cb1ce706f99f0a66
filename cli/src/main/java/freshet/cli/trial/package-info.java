/**
 * Trials of a search on a Flink cluster: a job each, in a slot of its own. Imports Flink, the
 * trainer, {@code freshet.job.recommend} for what a job leaves behind, and {@code freshet.cli}.
 */
@NullMarked
package freshet.cli.trial;

import org.jspecify.annotations.NullMarked;
