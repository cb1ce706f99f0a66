/**
 * What the job says in its log of events that got no items: few lines, however many events.
 * {@code freshet serve} shows the lines of this package. Imports the records of
 * {@code freshet.schema} and Flink's timers; no other package of the job.
 */
@NullMarked
package freshet.job.log;

import org.jspecify.annotations.NullMarked;
