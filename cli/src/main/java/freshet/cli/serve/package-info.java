/**
 * {@code freshet serve}: the recommender job in a Flink within this process. Imports
 * {@code kafka} of the commands, the job and Flink.
 */
@NullMarked
package freshet.cli.serve;

import org.jspecify.annotations.NullMarked;
