/** Popular, trending and new items, as the job's lists tell them. */
@NullMarked
package freshet.gateway.list;

import org.jspecify.annotations.NullMarked;
