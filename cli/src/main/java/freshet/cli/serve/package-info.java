/**
 * {@code freshet serve}: the recommender job in a Flink within this process. Imports
 * {@code kafka}, {@code publish} and {@code gateway} of the commands, the job, Flink and Log4j.
 */
@NullMarked
package freshet.cli.serve;

import org.jspecify.annotations.NullMarked;
