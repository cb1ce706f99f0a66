/**
 * Popular, trending and new items, counted from the events that their sessions took. Imports Flink,
 * {@code freshet.model.trend}, {@code freshet.schema}, {@code stream} and {@code settings}.
 */
@NullMarked
package freshet.job.lists;

import org.jspecify.annotations.NullMarked;
